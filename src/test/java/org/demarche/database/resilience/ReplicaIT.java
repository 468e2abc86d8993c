package org.demarche.database.resilience;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The packaged program with a primary and a replica. */
@Heavy
class ReplicaIT {

    private static final String TITLE = "{ topic(slug: \"taliban-recognition\") { title } }";
    private static final String ALIGNMENT = "{ alignment(country: \"RU\", with: \"US\") { common } }";

    @TempDir
    Path folder;

    @Test
    void listsAreReadFromTheReplicaWhileItIsAvailableAndAlignmentsNever() throws Exception {
        try (PostgresServer primary = PostgresServer.start(folder.resolve("primary"))) {
            try (PostgresServer replica = primary.standby(folder.resolve("replica"));
                    RunningProgram program = serve(primary, replica)) {
                String before = title(program);
                int common = common(program);
                replica.text("select pg_wal_replay_pause()::text");

                primary.text("with changed as (update topic set title = 'Changed' where slug = 'taliban-recognition'"
                        + " returning title) select title from changed");
                primary.text("with gone as (delete from stance s using country c where c.id = s.country_id"
                        + " and c.code = 'US' returning s.id) select count(*)::text from gone");
                // On the primary the change would be visible within two seconds, cached responses included.
                assertStays(program, before);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(common(program)).isLessThan(common));

                replica.text("select pg_wal_replay_resume()::text");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> title(program).equals("Changed"));

                replica.stop();
                primary.text("with changed as (update topic set title = 'Again' where slug = 'taliban-recognition'"
                        + " returning title) select title from changed");
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> title(program).equals("Again"));

                replica.start();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> program.output().contains("The replica is available again"));
            }
        }
    }

    private static void assertStays(RunningProgram program, String title) {
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        while (System.nanoTime() < end) {
            assertThat(title(program)).isEqualTo(title);
        }
    }

    private static String title(RunningProgram program) {
        return program.ask(TITLE).getJsonObject("topic").getString("title");
    }

    private static int common(RunningProgram program) {
        var alignment = program.ask(ALIGNMENT).getJsonObject("alignment");
        return alignment == null ? 0 : alignment.getInteger("common");
    }

    private static RunningProgram serve(PostgresServer primary, PostgresServer replica) throws Exception {
        return RunningProgram.start(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL", primary.url(),
                        "QUARKUS_DATASOURCE_READ_REACTIVE_URL", replica.url(),
                        "QUARKUS_DATASOURCE_USERNAME", primary.user()))
                .listening();
    }
}
