package org.demarche.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.demarche.support.PreparedKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The command token. TokenIT runs it beside a service. */
class TokenCommandTest {

    private static final String DATA_FOLDER = "demarche.embedded.data-dir";
    private static final String ISSUER = "demarche.tokens.issuer";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complaint, true, StandardCharsets.UTF_8));
        System.setProperty(DATA_FOLDER, folder.toString());
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
        System.clearProperty(DATA_FOLDER);
        System.clearProperty(ISSUER);
    }

    @Test
    void theKeyIsMadeInTheDataFolder() {
        assertThat(run("--name", "Ana", "--role", "editor")).isZero();
        assertThat(folder.resolve("token-key.json")).exists();
    }

    @Test
    void theTokenHasTheNameTheRoleAndTheTime() throws IOException {
        PreparedKey.copyTo(folder.resolve("token-key.json"));
        assertThat(run("--name", "Ana María", "--role", "curator", "--days", "7"))
                .isZero();
        JsonObject claims = claims();
        assertThat(claims.getString("sub")).isEqualTo("Ana María");
        assertThat(claims.getJsonArray("roles").encode()).isEqualTo("[\"curator\"]");
        assertThat(claims.getString("iss")).isEqualTo("demarche");
        assertThat(claims.getString("aud")).isEqualTo("demarche");
        assertThat(Instant.ofEpochSecond(claims.getLong("exp")))
                .isCloseTo(Instant.now().plus(7, ChronoUnit.DAYS), within(1, ChronoUnit.MINUTES));
        // Nothing else, so that a variable of a shell can take it.
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void theKeyMayBeElsewhere() {
        Path key = folder.resolve("mine.json");
        assertThat(run("--name", "Ana", "--role", "editor", "--key", key.toString()))
                .isZero();
        assertThat(key).exists();
        assertThat(folder.resolve("token-key.json")).doesNotExist();
    }

    @Test
    void thePublicKeysAreForTheService() throws Exception {
        Path key = folder.resolve("mine.json");
        PreparedKey.copyTo(key);
        assertThat(run("--public-keys", "--key", key.toString())).isZero();
        JsonObject document = new JsonObject(printed.toString(StandardCharsets.UTF_8));
        JsonObject publicKey = document.getJsonArray("keys").getJsonObject(0);
        assertThat(publicKey.getString("kid")).isEqualTo(new JsonObject(Files.readString(key)).getString("kid"));
        assertThat(publicKey.containsKey("d")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| Missing required argument",
                "--name Ana | --role",
                "--role editor | --name",
                "--name Ana --role reader | --role must be editor or curator.",
                "--name Ana --role editor --days 0 | --days must be a whole number from 1 to 366.",
                "--name Ana --role editor --days 367 | --days must be a whole number from 1 to 366.",
                "--name Ana --role editor --days soon | --days",
                "--name Ana --role editor --public-keys | expected only one match"
            })
    void aMistakeIsExplained(String arguments, String words) throws Exception {
        PreparedKey.copyTo(folder.resolve("token-key.json"));
        assertThat(run(arguments == null ? new String[0] : arguments.split(" ")))
                .isEqualTo(1);
        assertThat(complaint.toString(StandardCharsets.UTF_8)).contains(words).doesNotContain("\tat ");
        assertThat(printed.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"' ' | is empty", "'a\tb' | control characters"})
    void aNameThatTheServiceRefusesIsNotSigned(String name, String words) throws IOException {
        PreparedKey.copyTo(folder.resolve("token-key.json"));
        assertThat(run("--name", name, "--role", "editor")).isEqualTo(1);
        assertThat(complaint.toString(StandardCharsets.UTF_8)).contains("--name", words);
    }

    @Test
    void withoutADataFolderThereIsNoKey() {
        System.setProperty(DATA_FOLDER, folder.resolve("missing").toString());
        assertThat(run("--name", "Ana", "--role", "editor")).isEqualTo(1);
        assertThat(complaint.toString(StandardCharsets.UTF_8)).contains("start the service first", "--key");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void whoHasAnIdentityProviderGetsTokensThere() {
        System.setProperty(ISSUER, "https://id.example/realms/newsroom");
        assertThat(run("--name", "Ana", "--role", "editor")).isEqualTo(1);
        assertThat(complaint.toString(StandardCharsets.UTF_8))
                .contains("accepts the tokens of https://id.example/realms/newsroom only");
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of("token"), Stream.of(arguments)).toArray(String[]::new);
        return Invocation.of(new DemarcheCommand(), all).exitCode().orElseThrow();
    }

    private JsonObject claims() {
        List<String> parts = List.of(printed.toString(StandardCharsets.UTF_8).split("\\."));
        return new JsonObject(new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8));
    }
}
