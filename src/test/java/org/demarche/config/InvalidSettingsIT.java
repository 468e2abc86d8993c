package org.demarche.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A setting that is wrong stops the start, and is named with what would be right. */
class InvalidSettingsIT {

    private static final String URL = "QUARKUS_DATASOURCE_REACTIVE_URL";
    private static final String JDBC = "QUARKUS_DATASOURCE_JDBC_URL";

    @TempDir
    Path folder;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("QUARKUS_HTTP_PORT", "http", "from 1 to 65535"),
                arguments("QUARKUS_HTTP_PORT", "65536", "from 1 to 65535"),
                arguments("QUARKUS_HTTP_PORT", "-1", "from 1 to 65535"),
                arguments("QUARKUS_MANAGEMENT_PORT", "x", "from 1 to 65535"),
                arguments("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "0", "a number from 1 on"),
                arguments("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "many", "a number from 1 on"),
                arguments("QUARKUS_DATASOURCE_REACTIVE_IDLE_TIMEOUT", "soon", "30s, 2m or PT2M"),
                arguments("QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE", "maybe", "verify-full"),
                arguments("QUARKUS_FLYWAY_MIGRATE_AT_START", "perhaps", "true or false"),
                arguments("QUARKUS_SHUTDOWN_DELAY", "long", "30s, 2m or PT2M"),
                arguments("DEMARCHE_DATABASE_READ_LIMIT", "-5s", "30s, 2m or PT2M"),
                arguments("DEMARCHE_DATABASE_MAX_WAITING", "-3", "a number from 1 on"),
                arguments("DEMARCHE_EMBEDDED_DATADIR", "/data", "demarche.embedded.data-dir"),
                arguments(JDBC, "jdbc:postgresql://localhost/demarche", "quarkus.datasource.reactive.url"),
                arguments(URL, "postgresql://localhost:70000/demarche", "from 1 to 65535"),
                arguments(URL, "postgresql://localhost/demarche?sslmode=maybe", "verify-full"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithWhatWouldBeRight(String name, String value, String right) throws IOException {
        try (RunningProgram program = start(Map.of(name, value))) {
            assertThat(program.exitCode()).isEqualTo(1);
            String property = name.toLowerCase().replace('_', '.');
            assertThat(program.output().toLowerCase().replaceAll("[-_]", "."))
                    .as(program.output())
                    .contains(property);
            program.assertExplained(right);
        }
    }

    /** As are all settings that the service does not look at itself. */
    @Test
    void aMistakeThatQuarkusFindsIsNamedToo() throws IOException {
        try (RunningProgram program =
                RunningProgram.startOn(folder.resolve("data"), Map.of("QUARKUS_HTTP_IO_THREADS", "all"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("quarkus.http.io-threads");
        }
    }

    @Test
    void allMistakesAreNamedAtOnce() throws IOException {
        try (RunningProgram program =
                start(Map.of("QUARKUS_HTTP_PORT", "http", "DEMARCHE_NOPE", "1", "QUARKUS_SHUTDOWN_TIMEOUT", "x"))) {
            assertThat(program.exitCode()).isEqualTo(1);
            program.assertExplained("QUARKUS_HTTP_PORT", "DEMARCHE_NOPE", "QUARKUS_SHUTDOWN_TIMEOUT");
            assertThat(program.output().lines()).hasSize(3);
        }
    }

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

    /** As a container finds them in a cluster in which there is a service of that name. */
    @Test
    void whereAClusterSaysThatServicesAreIsNoSetting() throws IOException {
        Map<String, String> addresses = Map.of(
                "DEMARCHE_PORT", "tcp://10.0.0.7:8080",
                "DEMARCHE_PORT_8080_TCP_ADDR", "10.0.0.7",
                "DEMARCHE_SERVICE_HOST", "10.0.0.7",
                "DEMARCHE_DB_RW_SERVICE_PORT", "5432",
                "DEMARCHE_SERVICE_PORT_HTTP", "8080");
        try (RunningProgram program = RunningProgram.startOn(folder.resolve("data"), addresses)) {
            assertThat(program.listening().runs()).isTrue();
        }
    }

    private RunningProgram start(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DEMARCHE_EMBEDDED_DATA_DIR", folder.resolve("data").toString());
        return RunningProgram.start(environment);
    }
}
