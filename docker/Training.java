import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;

/**
 * Records the AOT cache (JEP 483 and 514) with which the service starts in about half the time: runs the service on an
 * embedded PostgreSQL, sends the example queries of its explorer page, stops it with SIGTERM, and then checks that the
 * cache is usable.
 *
 * <p>The cache is valid only for the JVM and the folder with which it was recorded. Dockerfile.jvm runs this; by hand, with
 * a JDK 25, after {@code mvn -DskipTests -Dquarkus.package.jar.type=aot-jar package}:
 *
 * <pre>java -cp 'target/quarkus-app/lib/boot/*:target/quarkus-app/lib/main/*:target/quarkus-app/app/*' \
 *     docker/Training.java target/quarkus-app target/app.aot</pre>
 */
public class Training {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    /** Repeated, because some classes are loaded only after many requests. */
    private static final int ROUNDS = 10;

    /** The JVM writes the cache after the service has stopped. */
    private static final int MAX_END_MINUTES = 5;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static void main(String... arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[0]).resolve("quarkus-run.jar");
        Path cache = Path.of(arguments[1]).toAbsolutePath();
        Path data = Files.createTempDirectory("training-");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data, Map.of())) {
            // Only G1 can archive heap objects; any collector can read them. No method profiles (JEP 515): code compiled
            // with the profiles of a training stays a tenth slower than with those of the real load.
            run(
                    database,
                    jar,
                    ROUNDS,
                    "-XX:+UseG1GC",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-AOTRecordTraining",
                    "-XX:AOTCacheOutput=" + cache);
            // "on": a JVM that cannot use the cache exits instead of continuing without it.
            run(database, jar, 1, "-XX:AOTMode=on", "-XX:AOTCache=" + cache);
            // The options of a small container.
            run(database, jar, 1, "-XX:MaxRAM=256m", "-XX:InitialRAMPercentage=50", "-XX:+UseSerialGC", "-XX:AOTMode=on", "-XX:AOTCache=" + cache);
        }
        System.out.printf("%s: %d MB, usable%n", cache, Files.size(cache) >> 20);
    }

    private static void run(EmbeddedDatabase database, Path jar, int rounds, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        Process service = builder.start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(service.getInputStream()))) {
            URI address = address(output);
            for (int round = 0; round < rounds; round++) {
                ask(address);
            }
            // Process.destroy would close its output too.
            service.toHandle().destroy();
            output.lines().forEach(System.out::println);
        } finally {
            if (!service.waitFor(MAX_END_MINUTES, TimeUnit.MINUTES)) {
                service.destroyForcibly();
                throw new IllegalStateException("The service does not stop");
            }
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            System.out.println(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return URI.create("http://127.0.0.1:" + listening.group(1));
            }
        }
        throw new IllegalStateException("The service does not start");
    }

    private static void ask(URI address) throws IOException, InterruptedException {
        JsonArray examples = new JsonArray(
                send(HttpRequest.newBuilder(address.resolve("/graphiql/examples.json"))));
        for (Object example : examples) {
            JsonObject request = new JsonObject().put("query", ((JsonObject) example).getString("query"));
            String answer = send(HttpRequest.newBuilder(address.resolve("/graphql"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(request.encode())));
            if (new JsonObject(answer).containsKey("errors")) {
                throw new IllegalStateException(answer);
            }
        }
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("HTTP " + answer.statusCode() + " from " + answer.uri());
        }
        return answer.body();
    }
}
