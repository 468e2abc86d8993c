package org.demarche.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.demarche.support.UnVotesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * A client that replays the feed of two services, beside twenty writers and an import, holds what the database holds, and one
 * that follows the stream hears of each change once: after the listening connection was cut, the database was killed, and
 * both services were killed one after the other.
 */
@Heavy
class ReplayIT {

    private static final int WRITERS = 20;
    private static final int WRITES = Integer.getInteger("demarche.writes", 60);
    private static final int ROLL_CALLS = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final AtomicInteger written = new AtomicInteger();

    @Test
    void theReplayedCopyIsWhatTheDatabaseHolds() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (PostgresServer database = PostgresServer.start(folder.resolve("database"));
                RunningServices services = new RunningServices(database)) {
            ReplayedCopy copy = new ReplayedCopy(services);
            FollowedFeed followed = new FollowedFeed(services);
            CompletableFuture.runAsync(followed::followUntilStopped, threads);
            CompletableFuture<?> replaying = CompletableFuture.runAsync(copy::replayUntilStopped, threads);
            List<CompletableFuture<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                RandomWriter random = new RandomWriter(database, writer);
                writers.add(CompletableFuture.runAsync(() -> random.write(WRITES, written), threads));
            }
            CompletableFuture<?> importing = CompletableFuture.runAsync(() -> importVotes(database), threads);

            awaitWritten(WRITERS * WRITES / 8);
            database.text(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where query = 'listen demarche_changes'");
            awaitWritten(WRITERS * WRITES / 4);
            killAndStart(database);
            services.restart(0);
            awaitWritten(WRITERS * WRITES / 2);
            services.restart(1);
            killAndStart(database);

            CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(5, TimeUnit.MINUTES);
            importing.get(5, TimeUnit.MINUTES);
            copy.stop();
            replaying.get(5, TimeUnit.MINUTES);
            copy.replayToTheEnd();

            Map<String, String> expected = rows(database);
            assertThat(expected).hasSizeGreaterThan(ROLL_CALLS);
            assertThat(differences(copy.rows(), expected)).isEmpty();
            assertThat(copy.places()).as("no change came twice").doesNotHaveDuplicates();
            assertThat(copy.places())
                    .hasSize(Integer.parseInt(
                            database.text("select count(*) from changes_after(-1, 0, 0, 2000000000)")));
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Without the file, which names a process: in a container nothing may remove the killed one from the list of processes. A
     * backend that was just being started ends by itself a moment later; until then no other server starts.
     */
    private void killAndStart(PostgresServer database) throws IOException {
        database.kill();
        Files.delete(Postmaster.file(folder.resolve("database")));
        await().atMost(PATIENCE).untilAsserted(database::start);
    }

    private void awaitWritten(int count) {
        await().atMost(PATIENCE).until(() -> written.get() >= count);
    }

    /** The import is run again when the database was killed, as its message says. */
    private void importVotes(PostgresServer database) {
        try {
            UnVotesFixture votes = UnVotesFixture.write(folder, ROLL_CALLS);
            int exitCode;
            int attempts = 0;
            do {
                try (RunningProgram imports =
                        RunningProgram.start(RunningServices.settings(database), votes.command())) {
                    exitCode = imports.exitCode(PATIENCE);
                }
            } while (exitCode == 1 && ++attempts < 20);
            assertThat(exitCode).isZero();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> differences(Map<String, String> copied, Map<String, String> expected) {
        return Stream.concat(copied.keySet().stream(), expected.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(copied.get(id), expected.get(id)))
                .map(id -> "%s is %s and should be %s".formatted(id, copied.get(id), expected.get(id)))
                .toList();
    }

    /** What a client sees of each object, by its global id. */
    private static Map<String, String> rows(PostgresServer database) throws SQLException {
        Map<String, String> rows = new HashMap<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : ReplayedCopy.EXPECTED) {
                try (ResultSet found = statement.executeQuery(sql)) {
                    while (found.next()) {
                        rows.put(found.getString(1), found.getString(2));
                    }
                }
            }
        }
        return rows;
    }

    /** Repeats what fails while the database or a service restarts, with pauses in which they can. */
    static <T> T whenBack(Callable<T> work) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(work, Objects::nonNull);
    }

    static Connection connect(PostgresServer database) throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.url(), database.user(), "");
    }

    /** Two of them on one database. */
    static final class RunningServices implements AutoCloseable {

        private final PostgresServer database;
        private final List<RunningProgram> programs = new ArrayList<>();

        RunningServices(PostgresServer database) throws IOException {
            this.database = database;
            for (int i : IntStream.range(0, 2).toArray()) {
                programs.add(i, RunningProgram.start(settings(database)).listening());
            }
        }

        static Map<String, String> settings(PostgresServer database) {
            return Map.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL", database.url(), "QUARKUS_DATASOURCE_USERNAME", database.user());
        }

        synchronized RunningProgram get(int index) {
            return programs.get(index);
        }

        void restart(int index) throws IOException {
            RunningProgram earlier = get(index);
            earlier.kill();
            earlier.close();
            RunningProgram next = RunningProgram.start(settings(database)).listening();
            synchronized (this) {
                programs.set(index, next);
            }
        }

        @Override
        public synchronized void close() throws IOException {
            for (RunningProgram program : programs) {
                program.close();
            }
        }
    }
}
