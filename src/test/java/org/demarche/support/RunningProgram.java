package org.demarche.support;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.awaitility.core.ConditionTimeoutException;
import org.demarche.database.embedded.EmbeddedDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;
import static org.junit.jupiter.api.Assumptions.abort;

/** A process that runs the packaged program, and its output. */
public final class RunningProgram implements AutoCloseable {

    /**
     * Chooses the built-in records. The small one unless a test says otherwise: few need the million stances that an
     * embedded database gets by default. Empty for this default.
     */
    public static final String RECORDS = "DEMARCHE_RECORDS";

    /** Six times what a first start takes with eight busy processes on two cores. */
    private static final Duration MAX_START = Duration.ofMinutes(3);

    private static final Duration MAX_ANSWER = Duration.ofMinutes(1);
    /** In a short run the optimising compiler takes more CPU time than it saves. */
    static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1");

    private static final String EXECUTABLE = "demarche.executable";
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");

    /** HTTP/1.1, like load balancers and most clients. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path output;
    private final EmbeddedDatabase database;
    private int port;
    private int managementPort;

    /** @param database to be closed after the program; null when there is none */
    private RunningProgram(Process process, Path output, EmbeddedDatabase database) {
        this.process = process;
        this.output = output;
        this.database = database;
    }

    /**
     * Starts the program with {@link PreparedPackage#options}.
     *
     * @param environment added to the environment of this process, without the service's settings that it may contain
     * @param arguments of the program; without any it is the service
     */
    public static RunningProgram start(Map<String, String> environment, String... arguments) throws IOException {
        return start(program(), null, environment, arguments);
    }

    /** Starts another package than the one that was built last, or a part of it. */
    public static RunningProgram startJar(Path jar, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(java(QUICK_START, jar), null, environment, arguments);
    }

    /** @param options of the JVM, instead of those of a quick start, such as -Xmx, which the native executable has too */
    public static RunningProgram startWith(List<String> options, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> program = isNative()
                ? Stream.concat(Stream.of(packaged().toString()), options.stream())
                        .toList()
                : java(options, packaged());
        return start(program, null, environment, arguments);
    }

    /** Starts the program as a user does, without JVM options, on its embedded database. */
    public static RunningProgram startAsUser(Path dataFolder) throws IOException {
        return start(java(List.of(), packaged()), null, embedded(dataFolder, Map.of()));
    }

    /** Starts the program on its embedded database, or on a server that the test starts for the native executable. */
    public static RunningProgram startOn(Path dataFolder, String... arguments) throws IOException {
        return startOn(dataFolder, Map.of(), arguments);
    }

    public static RunningProgram startOn(Path dataFolder, Map<String, String> more, String... arguments)
            throws IOException {
        return startOn(dataFolder, program(), more, arguments);
    }

    /** Before there is a {@link PreparedPackage}. */
    static RunningProgram startOn(Path dataFolder, List<String> options) throws IOException {
        List<String> program = isNative()
                ? List.of(packaged().toString())
                : java(Stream.concat(QUICK_START.stream(), options.stream()).toList(), packaged());
        return startOn(dataFolder, program, Map.of());
    }

    private static RunningProgram startOn(
            Path dataFolder, List<String> program, Map<String, String> more, String... arguments) throws IOException {
        if (!isNative()) {
            return start(program, null, embedded(dataFolder, more), arguments);
        }
        EmbeddedDatabase database = EmbeddedDatabase.join(dataFolder);
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(connectingTo(database));
        return start(program, database, environment, arguments);
    }

    /** The environment variables of a program that uses this server instead of one of its own. */
    public static Map<String, String> connectingTo(EmbeddedDatabase database) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }

    private static Map<String, String> embedded(Path dataFolder, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("DEMARCHE_EMBEDDED_DATA_DIR", dataFolder.toString());
        return environment;
    }

    private static RunningProgram start(
            List<String> program, EmbeddedDatabase database, Map<String, String> environment, String... arguments)
            throws IOException {
        Path folder = Files.createTempDirectory("demarche-program-");
        Path output = folder.resolve("output.log");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                // Not in this project, where a file with settings may lie.
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|DEMARCHE|JAVA_TOOL)_.*"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", "0");
        builder.environment().put(RECORDS, "small");
        builder.environment().putAll(environment);
        if (builder.environment().get(RECORDS).isEmpty()) {
            builder.environment().remove(RECORDS);
        }
        return new RunningProgram(builder.start(), output, database);
    }

    /** For tests of the embedded database, which only the jar contains. */
    public static void skipWhenNative() throws IOException {
        if (isNative()) {
            String reason = "Skipped: the native executable contains no database";
            System.out.println(reason);
            abort(reason);
        }
    }

    public RunningProgram listening() {
        try {
            await().atMost(MAX_START).until(() -> LISTENING.matcher(output()).find() || !process.isAlive());
        } catch (ConditionTimeoutException late) {
            kill();
        }
        Matcher listening = LISTENING.matcher(output());
        assertThat(listening.find()).as("listens: %s", output()).isTrue();
        port = Integer.parseInt(listening.group(1));
        managementPort = Integer.parseInt(listening.group(2));
        return this;
    }

    public long pid() {
        return process.pid();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** Sends a GET request to the management port. */
    public HttpResponse<String> management(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(MAX_ANSWER)
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).join();
    }

    /** The data of the response, which must not have errors. */
    public JsonObject ask(String query) {
        JsonObject answer = new JsonObject(send(query).join());
        assertThat(answer.getValue("errors")).as(query).isNull();
        return answer.getJsonObject("data");
    }

    public CompletableFuture<String> send(String query) {
        return post(query, "application/json").thenApply(HttpResponse::body);
    }

    /** @param accept the media type of the response */
    public CompletableFuture<HttpResponse<String>> post(String query, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .timeout(MAX_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** @param authorization the value of the header */
    public HttpResponse<String> post(String query, String accept, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .timeout(MAX_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).join();
    }

    /** Requests a graceful shutdown (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** Shuts down gracefully (SIGTERM) and returns the exit code. */
    public int stop() {
        terminate();
        return exitCode();
    }

    /** Kills it (SIGKILL), as a crash would. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits until the process has exited. */
    public int exitCode() {
        return exitCode(MAX_START);
    }

    public int exitCode(Duration patience) {
        await().atMost(patience).until(() -> !process.isAlive());
        return process.exitValue();
    }

    public boolean runs() {
        return process.isAlive();
    }

    /** The output names these words, and neither an exception nor a stack trace. */
    public void assertExplained(String... words) {
        assertThat(output()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (database != null) {
            database.close();
        }
        Files.delete(output);
        Files.delete(output.getParent());
    }

    /** The program that the system property demarche.executable names, by default the package that was built last. */
    public static Path packaged() throws IOException {
        String executable = System.getProperty(EXECUTABLE);
        if (executable != null) {
            return Path.of(executable).toAbsolutePath();
        }
        Properties artifact = new Properties();
        try (InputStream description = new FileInputStream(
                TARGET.resolve("quarkus-artifact.properties").toFile())) {
            artifact.load(description);
        }
        return TARGET.resolve(artifact.getProperty("path"));
    }

    public static boolean isNative() throws IOException {
        return !packaged().toString().endsWith(".jar");
    }

    private static List<String> program() throws IOException {
        return isNative()
                ? List.of(packaged().toString())
                : java(PreparedPackage.get().options(), packaged());
    }

    private static List<String> java(List<String> options, Path jar) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
