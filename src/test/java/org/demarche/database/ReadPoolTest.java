package org.demarche.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.sql.Sql;
import org.demarche.error.UnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReadPoolTest {

    private static final int MAX_WAIT_MILLIS = 50;

    /** One event loop, so that timers fire in the order of their times. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    /** The driver used to throw when the time to wait for a connection was over: long after the read had failed. */
    @Test
    void aReadWithoutAConnectionFailsOnceAndLeavesNothingBehind() throws IOException {
        Queue<Throwable> unhandled = new ConcurrentLinkedQueue<>();
        vertx.exceptionHandler(unhandled::add);
        Pool pool = Pool.pool(
                vertx,
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(refusedPort())
                        .setUser("nobody"),
                new PoolOptions()
                        .setConnectionTimeout(MAX_WAIT_MILLIS)
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS));
        ReadPool reads = ReadPool.of(pool, new PrimaryDatabase(null, vertx), vertx);
        assertThatThrownBy(() -> reads.execute(Sql.of("select 1"), null).await().indefinitely())
                .isInstanceOf(UnavailableException.class);
        Promise<Long> later = Promise.promise();
        vertx.setTimer(2 * MAX_WAIT_MILLIS, later::complete);
        later.future().toCompletionStage().toCompletableFuture().join();
        assertThat(unhandled).isEmpty();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static int refusedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return closed.getLocalPort();
        }
    }
}
