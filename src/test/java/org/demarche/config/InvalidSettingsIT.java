package org.demarche.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A wrong setting stops the start and is named. {@link SettingsValidatorTest} covers each kind of mistake. */
class InvalidSettingsIT {

    private static final String URL = "QUARKUS_DATASOURCE_REACTIVE_URL";
    private static final String JDBC = "QUARKUS_DATASOURCE_JDBC_URL";

    @TempDir
    Path folder;

    /** Settings that the service does not check itself are found by Quarkus. */
    @Heavy
    @Test
    void aSettingThatQuarkusRejectsIsNamedToo() throws IOException {
        try (RunningProgram program = RunningProgram.startOn(
                DataFolder.MIGRATED.copyTo(folder.resolve("data")), Map.of("QUARKUS_HTTP_IO_THREADS", "all"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("quarkus.http.io-threads (QUARKUS_HTTP_IO_THREADS) is 'all': ");
            assertThat(program.output()).doesNotContain("SRCFG");
        }
    }

    @Test
    void allInvalidSettingsAreNamedAtOnce() throws IOException {
        try (RunningProgram program =
                start(Map.of("QUARKUS_HTTP_PORT", "http", "DEMARCHE_NOPE", "1", "DEMARCHE_REQUESTS_RUNNING", "0"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("QUARKUS_HTTP_PORT", "DEMARCHE_NOPE", "DEMARCHE_REQUESTS_RUNNING");
            assertThat(program.output().lines()).hasSize(3);
        }
    }

    @Heavy
    @Test
    void aUrlThatCannotBeConvertedForTheMigrationsIsExplained() throws IOException {
        try (RunningProgram program = start(Map.of(URL, "postgresql://localhost/demarche?sslmode=maybe"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("quarkus.datasource.reactive.url", "verify-full");
        }
    }

    @Heavy
    @Test
    void aUrlThatTheClientDoesNotUnderstandIsExplainedWithoutItsPassword() throws IOException {
        try (RunningProgram program = start(Map.of(
                URL,
                "postgresql://clerk:secret@localhost:70000/demarche",
                JDBC,
                "jdbc:postgresql://localhost/demarche"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("quarkus.datasource.reactive.url", "1-65535");
            assertThat(program.output()).doesNotContain("secret");
        }
    }

    /** The variables that Kubernetes sets in a namespace with a service called demarche. */
    @Heavy
    @Test
    void addressesOfServicesInAClusterAreNoSettings() throws IOException {
        Map<String, String> addresses = Map.of(
                "DEMARCHE_PORT", "tcp://10.0.0.7:8080",
                "DEMARCHE_PORT_8080_TCP_ADDR", "10.0.0.7",
                "DEMARCHE_SERVICE_HOST", "10.0.0.7",
                "DEMARCHE_DB_RW_SERVICE_PORT", "5432",
                "DEMARCHE_SERVICE_PORT_HTTP", "8080");
        try (RunningProgram program =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(folder.resolve("data")), addresses)) {
            assertThat(program.listening().runs()).isTrue();
        }
    }

    private RunningProgram start(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DEMARCHE_EMBEDDED_DATA_DIR", folder.resolve("data").toString());
        return RunningProgram.start(environment);
    }
}
