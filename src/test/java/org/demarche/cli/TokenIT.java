package org.demarche.cli;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Access tokens of the packaged program: signed by the key that it made, by a key file, and by an issuer that it cannot reach. */
@Heavy
class TokenIT {

    private static final String QUERY = "{ country(code: \"AF\") { name } }";
    private static final String TYPE = "application/graphql-response+json";

    /** The file with the key is read again after ten seconds. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void theServiceAcceptsATokenAtOnceAndUntilItsKeyIsDeleted() throws IOException {
        RunningProgram.skipWhenNative();
        Path data = DataFolder.MIGRATED.copyTo(folder.resolve("data"));
        try (RunningProgram service = RunningProgram.startOn(data).listening()) {
            assertThat(status(service, "x.y.z")).isEqualTo(401);
            String token = token(Map.of("DEMARCHE_EMBEDDED_DATA_DIR", data.toString()));
            assertThat(status(service, token)).isEqualTo(200);
            Files.delete(data.resolve("token-key.json"));
            await().atMost(PATIENCE).until(() -> status(service, token) == 401);
            await().atMost(PATIENCE)
                    .until(() -> status(service, token(Map.of("DEMARCHE_EMBEDDED_DATA_DIR", data.toString()))) == 200);
            assertThat(service.output()).doesNotContain(token.split("\\.")[1]);
        }
    }

    @Test
    void aServiceOnAnyDatabaseTrustsTheKeysOfAFile() throws IOException {
        Path key = folder.resolve("key.json");
        Path publicKeys = folder.resolve("keys.json");
        Files.writeString(publicKeys, output(Map.of(), "token", "--public-keys", "--key", key.toString()));
        try (RunningProgram service = RunningProgram.startOn(
                        DataFolder.MIGRATED.copyTo(folder.resolve("data")),
                        Map.of("DEMARCHE_TOKENS_ISSUER", "demarche", "DEMARCHE_TOKENS_KEYS", publicKeys.toString()))
                .listening()) {
            String token = output(Map.of(), "token", "--name", "Ana", "--role", "editor", "--key", key.toString());
            assertThat(status(service, token)).isEqualTo(200);
            String forged = output(
                    Map.of(),
                    "token",
                    "--name",
                    "Ana",
                    "--role",
                    "editor",
                    "--key",
                    folder.resolve("other.json").toString());
            assertThat(status(service, forged)).isEqualTo(401);
        }
    }

    @Test
    void readingDoesNotDependOnTheIssuer() throws IOException {
        try (RunningProgram service = RunningProgram.startOn(
                        DataFolder.MIGRATED.copyTo(folder.resolve("data")),
                        Map.of("DEMARCHE_TOKENS_ISSUER", "http://127.0.0.1:1/realms/newsroom"))
                .listening()) {
            assertThat(service.ask(QUERY).getJsonObject("country").getString("name"))
                    .isEqualTo("Afghanistan");
            String token = output(
                    Map.of(),
                    "token",
                    "--name",
                    "Ana",
                    "--role",
                    "editor",
                    "--key",
                    folder.resolve("key.json").toString());
            HttpResponse<String> answer = service.post(QUERY, TYPE, "Bearer " + token);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(new JsonObject(answer.body())
                            .getJsonArray("errors")
                            .getJsonObject(0)
                            .getString("message"))
                    .startsWith("Access tokens cannot be verified at the moment");
            assertThat(service.ask(QUERY).getJsonObject("country").getString("name"))
                    .isEqualTo("Afghanistan");
            assertThat(service.output())
                    .contains("The keys of access tokens cannot be read from http://127.0.0.1:1/realms/newsroom")
                    .doesNotContain("\tat ")
                    .doesNotContain(token.split("\\.")[1]);
        }
    }

    private static int status(RunningProgram service, String token) {
        return service.post(QUERY, TYPE, "Bearer " + token).statusCode();
    }

    private static String token(Map<String, String> environment) throws IOException {
        return output(environment, "token", "--name", "Ana", "--role", "editor");
    }

    private static String output(Map<String, String> environment, String... arguments) throws IOException {
        try (RunningProgram command = RunningProgram.start(environment, arguments)) {
            assertThat(command.exitCode()).as(command.output()).isZero();
            return command.output().strip();
        }
    }
}
