package org.demarche.database.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import org.demarche.config.DatabaseSettings;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Reads that are cancelled, on a pool of one connection, so that the next read gets the same. */
class PooledReadIT {

    private static final String SLEEP = "select pg_sleep(600)";
    private static final String BACKEND = "select pg_backend_pid()";

    private static Vertx vertx;
    private static EmbeddedDatabase database;
    private static PgConnection observer;

    private Pool pool;

    @BeforeAll
    static void start(@TempDir Path folder) {
        vertx = Vertx.vertx();
        database = EmbeddedDatabase.start(folder.resolve("data"), Map.of());
        observer = result(PgConnection.connect(vertx, options()));
    }

    @AfterAll
    static void stop() throws IOException {
        result(vertx.close());
        database.close();
    }

    @BeforeEach
    void openPool() {
        pool = new MonitoredPool(new OneConnection(), new Settings(), () -> true, () -> {}).open();
    }

    @AfterEach
    void closePool() {
        result(pool.close());
    }

    @Test
    void aCancelledReadEndsInPostgresAndItsConnectionIsUsedAgain() {
        int backend = backend();
        PooledRead read = read(SLEEP);
        Future<?> ended = read.execute();
        awaitSleeping(1);
        read.cancel();
        await().until(ended::isComplete);
        assertThat(FailureClassifier.isCancelled(ended.cause())).isTrue();
        awaitSleeping(0);
        assertThat(backend()).isEqualTo(backend);
    }

    @Test
    void aReadThatIsCancelledWhileItWaitsForAConnectionIsNotSent() {
        PooledRead first = read(SLEEP);
        first.execute();
        awaitSleeping(1);
        PooledRead waiting = read("select nextval('sent')");
        result(observer.query("create sequence sent").execute());
        Future<?> ended = waiting.execute();
        waiting.cancel();
        first.cancel();
        await().until(ended::isComplete);
        assertThat(number("select count(*) from pg_sequences where sequencename = 'sent' and last_value is not null"))
                .isZero();
    }

    @Test
    void cancellingAReadThatHasEndedDoesNothing() {
        int backend = backend();
        PooledRead read = read("select 1");
        result(read.execute());
        read.cancel();
        assertThat(backend()).isEqualTo(backend);
    }

    /**
     * A request to cancel takes another way than statements. If it arrives when its statement has ended, PostgreSQL cancels
     * what the connection executes by then.
     */
    @Test
    void aLateCancellationNeverEndsTheNextRead() {
        for (int round = 0; round < 300; round++) {
            double seconds = ThreadLocalRandom.current().nextDouble(0.004);
            PooledRead read = new PooledRead(pool, null, "select pg_sleep($1)", Tuple.of(seconds));
            Future<?> ended = read.execute();
            vertx.setTimer(2, timer -> read.cancel());
            List<Future<RowSet<Row>>> next = List.of(
                    read("select 2 from pg_sleep(0.003)").execute(),
                    read("select 3 from pg_sleep(0.003)").execute());
            await().pollInterval(Duration.ofMillis(1)).until(ended::isComplete);
            assertThat(next.stream()
                            .map(PooledReadIT::result)
                            .map(rows -> rows.iterator().next().getInteger(0)))
                    .containsExactly(2, 3);
        }
    }

    /** At any moment that it is cancelled: also before its transaction has begun, and while that ends. */
    @Test
    void aCancelledReadLeavesItsConnectionInNoTransaction() {
        String begin = "begin; set local search_path = pg_catalog; select pg_sleep(0.001)";
        for (int round = 0; round < 500; round++) {
            PooledRead read = new PooledRead(pool, begin, "select pg_sleep($1)", Tuple.of(0.001));
            Future<?> ended = read.execute();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000));
            read.cancel();
            await().pollInterval(Duration.ofMillis(1)).until(ended::isComplete);
            assertThat(result(read("show search_path").execute())
                            .iterator()
                            .next()
                            .getString(0))
                    .contains("public");
        }
    }

    @Test
    void aReadInATransactionSeesItsSettings() {
        PooledRead read = new PooledRead(
                pool,
                "begin; set local search_path = pg_catalog",
                "select current_setting('search_path')",
                Tuple.tuple());
        assertThat(result(read.execute()).iterator().next().getString(0)).isEqualTo("pg_catalog");
        assertThat(number("select count(*) from pg_stat_activity where state = 'idle in transaction'"))
                .isZero();
    }

    private PooledRead read(String text) {
        return new PooledRead(pool, null, text, Tuple.tuple());
    }

    private int backend() {
        return result(read(BACKEND).execute()).iterator().next().getInteger(0);
    }

    private static void awaitSleeping(int statements) {
        await().until(() -> number("select count(*) from pg_stat_activity where wait_event = 'PgSleep'") == statements);
    }

    private static long number(String query) {
        return result(observer.query(query).execute()).iterator().next().getLong(0);
    }

    private static PgConnectOptions options() {
        return PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.password());
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private static final class OneConnection implements PgPoolCreator.Input {

        private final PoolOptions poolOptions = new PoolOptions().setMaxSize(1);

        @Override
        public Vertx vertx() {
            return vertx;
        }

        @Override
        public PoolOptions poolOptions() {
            return poolOptions;
        }

        @Override
        public List<PgConnectOptions> pgConnectOptionsList() {
            return List.of(options().setCachePreparedStatements(true));
        }
    }

    private static final class Settings implements DatabaseSettings {

        @Override
        public boolean pooler() {
            return false;
        }

        @Override
        public Optional<String> listenUrl() {
            return Optional.empty();
        }

        @Override
        public Duration readLimit() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration maxWait() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int maxWaiting() {
            return 100;
        }
    }
}
