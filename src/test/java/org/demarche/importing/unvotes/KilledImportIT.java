package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.demarche.support.UnVotesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * Kills imports at random moments, and every second time PostgreSQL too, as a power cut would: after the next run the
 * tables hold the same rows as after an undisturbed one. Uses made-up files by default; ten kills on the real record:
 *
 * <pre>mvn verify -Pall -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=KilledImportIT \
 *     -Ddemarche.kills=10 -Ddemarche.un-ga=FOLDER</pre>
 *
 * where FOLDER contains roll_calls_s01_s70.csv and votes_s01_s70.csv.gz.
 */
@Heavy
class KilledImportIT {

    private static final int KILLS = Integer.getInteger("demarche.kills", 2);
    private static final Duration MAX_IMPORT = Duration.ofMinutes(5);

    /** Every row that an import writes, without generated keys. */
    private static final List<String> ROWS = List.of(
            "select concat_ws('|', slug, title, description) from topic",
            "select concat_ws('|', title, publisher, author, url, published_on, language) from source",
            "select concat_ws('|', slug, title, title_key, summary, kind, status, date, end_date, revision) from event",
            "select concat_ws('|', e.slug, t.slug, et.day) from event_topic et join event e on e.id = et.event_id"
                    + " join topic t on t.id = et.topic_id",
            "select concat_ws('|', e.slug, so.title, es.ordinal) from event_source es join event e on e.id = es.event_id"
                    + " join source so on so.id = es.source_id",
            "select concat_ws('|', e.slug, c.code, s.position, s.act, s.since, s.until, s.confidence, s.revision,"
                    + " so.title, ss.ordinal) from stance s join event e on e.id = s.event_id"
                    + " join country c on c.id = s.country_id left join stance_source ss on ss.stance_id = s.id"
                    + " left join source so on so.id = ss.source_id");

    private static final String TORN =
            "select count(*) from event e where e.slug like 'un-ga-roll-call-%' and not exists"
                    + " (select from stance s where s.event_id = e.id)";

    @TempDir
    Path temporary;

    private final Random random = new Random();

    @AfterEach
    void killRemainingServers() throws IOException {
        try (var folders = Files.list(temporary)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (Files.exists(Postmaster.file(folder))
                        && Postmaster.of(folder).runs()) {
                    Postmaster.of(folder).kill();
                }
            }
        }
    }

    @Test
    void aKilledImportIsCompletedByTheNext() throws IOException, SQLException {
        String[] command = command();
        Duration time;
        try (RunningProgram whole =
                RunningProgram.startOn(DataFolder.MIGRATED.copyTo(temporary.resolve("whole")), command)) {
            long writing = whenWriting(whole);
            assertThat(whole.exitCode(MAX_IMPORT)).as(whole.output()).isZero();
            time = Duration.ofNanos(System.nanoTime() - writing);
        }
        String expected = rows(temporary.resolve("whole"));
        for (int kill = 1; kill <= KILLS; kill++) {
            Path folder = DataFolder.MIGRATED.copyTo(temporary.resolve("killed" + kill));
            Duration moment = Duration.ofNanos((long) (time.toNanos() * random.nextDouble()));
            String state = killAt(moment, kill % 2 == 0, folder, command);
            try (RunningProgram next = RunningProgram.startOn(folder, command)) {
                assertThat(next.exitCode(MAX_IMPORT)).as(next.output()).isZero();
            }
            assertThat(rows(folder)).as("after a kill at %s: %s", moment, state).isEqualTo(expected);
            System.out.printf(
                    "Killed after %d of %d ms of writing (%s): the next run ended equal%n",
                    moment.toMillis(), time.toMillis(), state);
        }
    }

    /** @return what it had written by then */
    private String killAt(Duration moment, boolean withServer, Path folder, String... command)
            throws IOException, SQLException {
        try (RunningProgram killed = RunningProgram.startOn(folder, command)) {
            long end = whenWriting(killed) + moment.toNanos();
            while (System.nanoTime() < end && killed.runs()) {
                LockSupport.parkNanos(Math.min(Duration.ofMillis(20).toNanos(), end - System.nanoTime()));
            }
            killed.kill();
        }
        if (!Files.exists(Postmaster.file(folder))) {
            return "everything";
        }
        Postmaster server = Postmaster.of(folder);
        String state = state(server);
        if (withServer) {
            server.kill();
        }
        return state + (withServer ? ", PostgreSQL killed too" : "");
    }

    /** The time at which it begins to write. */
    private static long whenWriting(RunningProgram imports) {
        await().atMost(MAX_IMPORT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> imports.output().contains("Writing") || !imports.runs());
        return System.nanoTime();
    }

    private static String state(Postmaster server) {
        try {
            if (server.text("select to_regclass('stance_source')::text") == null) {
                return "no tables yet";
            }
            assertThat(server.text(TORN)).as("roll calls without their votes").isEqualTo("0");
            return server.text("select count(*) || ' roll calls' from event where slug like 'un-ga-%'");
        } catch (SQLException starting) {
            return "the database did not answer yet";
        }
    }

    @SuppressWarnings("try") // It only has to run
    private String rows(Path folder) throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, Map.of())) {
            Postmaster server = Postmaster.of(folder);
            StringBuilder all = new StringBuilder();
            for (String rows : ROWS) {
                all.append(server.text("select count(*) || ' ' || md5(string_agg(row, '\n' order by row)) from (" + rows
                                + ") as r(row)"))
                        .append('\n');
            }
            return all.toString();
        }
    }

    private String[] command() throws IOException {
        String real = System.getProperty("demarche.un-ga");
        return real == null
                ? UnVotesFixture.write(temporary, 3000).command()
                : new UnVotesFixture(
                                Path.of(real, "roll_calls_s01_s70.csv").toAbsolutePath(),
                                Path.of(real, "votes_s01_s70.csv.gz").toAbsolutePath())
                        .command();
    }
}
