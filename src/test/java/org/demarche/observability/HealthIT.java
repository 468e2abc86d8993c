package org.demarche.observability;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

/** Health checks on the management port of the packaged program. */
class HealthIT {

    /** More than the 900 ms that a check may take: other programs use the machine. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration MAX_CHANGE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void onlyReadinessFollowsTheDatabase() throws IOException, InterruptedException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of())) {
            assertHealth(service, "started", 200);
            assertHealth(service, "live", 200);
            awaitReady(service);
            int before = occurrences(service, "Not ready");
            Postmaster server = Postmaster.of(folder);
            server.suspend();
            try {
                long asked = System.nanoTime();
                assertThat(service.management("/q/health/ready").body()).contains("\"DOWN\"", "900 ms");
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(SOON);
                assertHealth(service, "live", 200);
                assertHealth(service, "started", 200);
                assertThat(occurrences(service, "Not ready")).isEqualTo(before + 1);
            } finally {
                server.resume();
            }
            awaitReady(service);
            assertThat(occurrences(service, "Ready again")).isEqualTo(before + 1);
        }
    }

    @Heavy
    @Test
    void aServiceThatShutsDownIsFirstNotReady() throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of("QUARKUS_SHUTDOWN_DELAY", "PT15S"))) {
            service.terminate();
            await().atMost(MAX_CHANGE).untilAsserted(() -> assertHealth(service, "ready", 503));
            assertHealth(service, "live", 200);
            assertThat(service.ask("{ __typename }").getString("__typename")).isEqualTo("Query");
            // The rest of the delay proves nothing more.
            service.kill();
        }
    }

    @Test
    void theHealthCommandReportsTheService() throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of())) {
            awaitReady(service);
            assertCommand(service, "--ready", "UP", 0);
            Postmaster.of(folder).kill();
            assertCommand(service, "--ready", "DOWN", 1);
            assertCommand(service, "--live", "UP", 0);
        }
    }

    /** On Linux every address from 127.0.0.0 to 127.255.255.255 is the machine's own. */
    @Heavy
    @Test
    @EnabledOnOs(OS.LINUX)
    void theManagementPortListensOnTheAddressOfTheService() throws IOException {
        try (EmbeddedDatabase database = DataFolder.MIGRATED.start(folder);
                RunningProgram service = start(database, Map.of("QUARKUS_HTTP_HOST", "127.0.0.1"))) {
            awaitReady(service);
            assertThatThrownBy(() -> new Socket("127.0.0.2", service.managementPort()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static void awaitReady(RunningProgram service) {
        await().atMost(MAX_CHANGE).untilAsserted(() -> assertHealth(service, "ready", 200));
    }

    private static int occurrences(RunningProgram service, String words) {
        return service.output().split(words, -1).length - 1;
    }

    private static void assertHealth(RunningProgram service, String question, int status) {
        HttpResponse<String> answer = service.management("/q/health/" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void assertCommand(RunningProgram service, String question, String word, int exitCode)
            throws IOException {
        String port = Integer.toString(service.managementPort());
        try (RunningProgram health =
                RunningProgram.start(Map.of("QUARKUS_MANAGEMENT_PORT", port), "health", question)) {
            assertThat(health.exitCode()).as(health.output()).isEqualTo(exitCode);
            assertThat(health.output()).contains("\"" + word + "\"").doesNotContain("Exception", "quarkus");
        }
    }

    private static RunningProgram start(EmbeddedDatabase database, Map<String, String> more) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.putAll(RunningProgram.connectingTo(database));
        return RunningProgram.start(environment).listening();
    }
}
