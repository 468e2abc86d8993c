package org.demarche.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged program with an external database. */
class ExternalDatabaseIT {

    private static final String COUNTS = "{ stances { totalCount } countries { totalCount } }";

    private static final JsonObject WHOLE_RECORD =
            new JsonObject("{\"stances\": {\"totalCount\": 23}, \"countries\": {\"totalCount\": 260}}");

    @TempDir
    Path folder;

    @Test
    void aConfiguredDatabaseIsUsedInsteadOfTheEmbeddedOne() throws IOException {
        try (EmbeddedDatabase database = database(DataFolder.EMPTY);
                RunningProgram program = start(database)) {
            assertThat(program.listening().ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(embeddedFolder()).doesNotExist();
        }
    }

    @Heavy
    @Test
    void theUrlMayContainTheUserAndThePassword() throws IOException {
        try (EmbeddedDatabase database = database(DataFolder.MIGRATED);
                RunningProgram program = start(database.reactiveUrl()
                        .replace("postgresql://", "postgres://" + database.user() + ":" + database.password() + "@")
                        .concat("?sslmode=disable"))) {
            assertThat(program.listening().ask(COUNTS)).isEqualTo(WHOLE_RECORD);
        }
    }

    @Heavy
    @Test
    void twoServicesOnOneDatabaseStartAtOnceAndLoadTheRecordOnce() throws IOException {
        try (EmbeddedDatabase database = database(DataFolder.EMPTY);
                RunningProgram one = start(database);
                RunningProgram other = start(database)) {
            assertThat(one.listening().ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(other.listening().ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(one.output() + other.output()).containsOnlyOnce("Built-in record:");
        }
    }

    @Test
    void anUnreachableDatabaseIsExplained() throws IOException {
        try (RunningProgram program = start(
                "postgresql://127.0.0.1:%d/demarche".formatted(closedPort()), "QUARKUS_DATASOURCE_USERNAME", "me")) {
            assertThat(program.exitCode()).isNotZero();
            program.assertExplained("127.0.0.1", "quarkus.datasource.reactive.url");
        }
    }

    @Heavy
    @Test
    void anInvalidUrlIsExplainedWithoutItsPassword() throws IOException {
        try (RunningProgram program = start("postgresql://clerk:secret@127.0.0.1")) {
            assertThat(program.exitCode()).isNotZero();
            program.assertExplained("postgresql://host:port/database", "quarkus.datasource.reactive.url");
            assertThat(program.output()).doesNotContain("secret");
        }
    }

    @Heavy
    @Test
    void aPortInUseIsExplained() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedDatabase database = database(DataFolder.MIGRATED);
                RunningProgram program = start(database, "QUARKUS_HTTP_PORT", Integer.toString(taken.getLocalPort()))) {
            assertThat(program.exitCode()).isNotZero();
            program.assertExplained(Integer.toString(taken.getLocalPort()), "quarkus.http.port");
        }
    }

    @Heavy
    @Test
    void aManagementPortInUseIsExplained() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedDatabase database = database(DataFolder.MIGRATED);
                RunningProgram program =
                        start(database, "QUARKUS_MANAGEMENT_PORT", Integer.toString(taken.getLocalPort()))) {
            assertThat(program.exitCode()).isNotZero();
            program.assertExplained(Integer.toString(taken.getLocalPort()), "QUARKUS_MANAGEMENT_PORT");
        }
    }

    private EmbeddedDatabase database(DataFolder data) throws IOException {
        return data.start(folder.resolve("other"));
    }

    private RunningProgram start(EmbeddedDatabase database, String... namesAndValues) throws IOException {
        return start(RunningProgram.connectingTo(database), namesAndValues);
    }

    private RunningProgram start(String url, String... namesAndValues) throws IOException {
        return start(Map.of("QUARKUS_DATASOURCE_REACTIVE_URL", url), namesAndValues);
    }

    private RunningProgram start(Map<String, String> database, String... namesAndValues) throws IOException {
        Map<String, String> environment = new HashMap<>(database);
        environment.put("DEMARCHE_EMBEDDED_DATA_DIR", embeddedFolder().toString());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RunningProgram.start(environment);
    }

    private Path embeddedFolder() {
        return folder.resolve("embedded");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
