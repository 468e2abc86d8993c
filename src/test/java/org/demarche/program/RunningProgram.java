package org.demarche.program;

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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.JsonObject;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

/** The packaged program in a process of its own, as a user starts it, and what it prints. */
final class RunningProgram implements AutoCloseable {

    /** Several times what the first start takes on a machine of two cores that others use too. */
    private static final Duration MAX_START = Duration.ofMinutes(1);

    private static final Duration MAX_ANSWER = Duration.ofSeconds(20);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path output;
    private int port;

    private RunningProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param environment besides that of this process, without the settings of the service that it may hold
     * @param arguments of the program; without any it is the service
     */
    static RunningProgram start(Map<String, String> environment, String... arguments) throws IOException {
        Path folder = Files.createTempDirectory("demarche-program-");
        Path output = folder.resolve("output.log");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                // Away from this project, where a file with settings may lie.
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(QUARKUS|DEMARCHE|JAVA_TOOL)_.*"));
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start(), output);
    }

    static RunningProgram startOn(Path dataFolder, String... arguments) throws IOException {
        return start(Map.of("DEMARCHE_EMBEDDED_DATA_DIR", dataFolder.toString()), arguments);
    }

    RunningProgram listening() {
        try {
            await().atMost(MAX_START).until(() -> LISTENING.matcher(output()).find() || !process.isAlive());
        } catch (ConditionTimeoutException late) {
            kill();
        }
        Matcher listening = LISTENING.matcher(output());
        assertThat(listening.find()).as("listens: %s", output()).isTrue();
        port = Integer.parseInt(listening.group(1));
        return this;
    }

    /** The data of the answer, which must hold no errors. */
    JsonObject ask(String query) {
        JsonObject answer = new JsonObject(send(query).join());
        assertThat(answer.getValue("errors")).as(query).isNull();
        return answer.getJsonObject("data");
    }

    CompletableFuture<String> send(String query) {
        return post(query, "application/json").thenApply(HttpResponse::body);
    }

    /** @param accept the media type of the answer */
    CompletableFuture<HttpResponse<String>> post(String query, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .timeout(MAX_ANSWER)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(
                        new JsonObject().put("query", query).encode()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /** Asks it to end (SIGTERM), and returns its exit code. */
    int stop() {
        process.destroy();
        return exitCode();
    }

    /** Ends it as a crash would (SIGKILL). */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Waits until it has ended by itself. */
    int exitCode() {
        return exitCode(MAX_START);
    }

    int exitCode(Duration patience) {
        await().atMost(patience).until(() -> !process.isAlive());
        return process.exitValue();
    }

    boolean runs() {
        return process.isAlive();
    }

    /** A user must be able to act on what it printed. */
    void assertExplained(String... words) {
        assertThat(output()).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.delete(output);
        Files.delete(output.getParent());
    }

    /** Skips the test when the native executable has been packaged, which has no jar. */
    private static Path jar() throws IOException {
        Properties artifact = new Properties();
        try (InputStream description = new FileInputStream(
                TARGET.resolve("quarkus-artifact.properties").toFile())) {
            artifact.load(description);
        }
        Path jar = TARGET.resolve(artifact.getProperty("path"));
        if (!jar.toString().endsWith(".jar")) {
            String reason = "Skipped: this test starts the packaged jar, and the package is " + jar.getFileName();
            System.out.println(reason);
            abort(reason);
        }
        return jar;
    }
}
