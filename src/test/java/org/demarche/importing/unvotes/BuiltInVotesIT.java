package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The packaged program loads the built-in votes while it answers. */
@Heavy
class BuiltInVotesIT {

    private static final Duration MAX_LOADING = Duration.ofMinutes(10);

    private static final String DONE = "select done from loaded_record where name = 'un-votes'";

    @TempDir
    Path temporary;

    @Test
    void aStoppedAndAKilledServiceContinueAndARestartLoadsNothing() throws IOException, SQLException {
        Path folder = DataFolder.MIGRATED.copyTo(temporary.resolve("data"));
        int done = 0;
        try (RunningProgram stopped = start(folder)) {
            assertThat(state(stopped)).isEqualTo("LOADING");
            done = loadedMoreThan(done, folder);
            assertThat(votes(stopped).getInteger("done"))
                    .isBetween(done, votes(stopped).getInteger("total") - 1);
            assertThat(stopped.ask("{ stances { totalCount } }")
                            .getJsonObject("stances")
                            .getInteger("totalCount"))
                    .isGreaterThan(23);
            assertThat(stopped.stop()).isIn(0, 143);
            assertThat(stopped.output()).doesNotContain("ERROR", "Exception", "timed out");
        }
        try (RunningProgram killed = start(folder)) {
            done = loadedMoreThan(done, folder);
            killed.kill();
        }
        String whole;
        try (RunningProgram last = start(folder)) {
            loadedMoreThan(done, folder);
            await().atMost(MAX_LOADING).until(() -> isLoaded(last));
            assertThat(state(last)).isEqualTo("LOADED");
            assertThat(votes(last).getInteger("done")).isEqualTo(votes(last).getInteger("total"));
            assertThat(last.output()).contains("Loading the votes of the UN: done");
            whole = Postmaster.of(folder).text(DONE);
            assertThat(Postmaster.of(folder)
                            .text("select count(*) from event e where slug ~ '^un-(a-res|s-res|ga|sc)-' and not exists"
                                    + " (select from stance s where s.event_id = e.id)"))
                    .as("roll calls without their votes")
                    .isEqualTo("0");
            assertThat(last.management("/q/metrics").body())
                    .contains("demarche_record_loaded{application=\"demarche\"} 1");
        }
        try (RunningProgram restarted = start(folder)) {
            await().until(() -> isLoaded(restarted));
            assertThat(restarted.output()).doesNotContain("Loading the votes");
            assertThat(Postmaster.of(folder).text(DONE)).isEqualTo(whole);
        }
    }

    private static RunningProgram start(Path folder) throws IOException {
        // The default of the embedded database, which a native executable does not have.
        String records = RunningProgram.isNative() ? "all" : "";
        return RunningProgram.startOn(folder, Map.of(RunningProgram.RECORDS, records))
                .listening();
    }

    private static boolean isLoaded(RunningProgram service) {
        String health = service.management("/q/health/ready").body();
        return health.replaceAll("\\s", "").contains("\"un-votes\":\"loaded\"");
    }

    private static String state(RunningProgram service) {
        return votes(service).getString("state");
    }

    /** What the service tells its clients. */
    private static JsonObject votes(RunningProgram service) {
        return service.ask("{ builtInRecords { name state done total } }")
                .getJsonArray("builtInRecords")
                .getJsonObject(1);
    }

    /** How many roll calls are loaded now. */
    private static int loadedMoreThan(int before, Path folder) throws IOException {
        Postmaster server = Postmaster.of(folder);
        return await().atMost(MAX_LOADING).until(() -> number(server), number -> number > before);
    }

    private static int number(Postmaster server) throws SQLException {
        String number = server.text("select coalesce(max(done), 0) from loaded_record");
        return Integer.parseInt(number);
    }
}
