package org.demarche.database.driver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Utils;
import io.vertx.sqlclient.spi.ConnectionFactory;
import org.demarche.config.DatabaseSettings;
import org.demarche.database.resilience.DatabaseAvailability;
import org.demarche.error.UnavailableException;

/**
 * A pool in which nothing waits without end: not for a connection, not for it to be made, not for an answer on one
 * whose other side has gone without a word.
 */
public final class MonitoredPool {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** A statement that takes longer than this may do so because nobody is there. */
    private static final Duration DOUBTFUL = Duration.ofSeconds(1);

    private static final Duration MAX_CONNECT = Duration.ofSeconds(2);
    private static final Duration MAX_QUESTION = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Supplier<Future<PgConnectOptions>> servers;
    private final DatabaseAvailability presence;
    private final DatabaseSettings settings;
    private final Set<ConnectionWatchdog> wires = ConcurrentHashMap.newKeySet();

    private MonitoredPool(PgPoolCreator.Input input, DatabaseSettings settings, DatabaseAvailability presence) {
        this.vertx = input.vertx();
        this.settings = settings;
        this.presence = presence;
        input.pgConnectOptionsList().forEach(this::set);
        this.servers = Utils.roundRobinSupplier(input.pgConnectOptionsList());
    }

    private void set(PgConnectOptions options) {
        options.setConnectTimeout((int) MAX_CONNECT.toMillis()).setTcpKeepAlive(true);
        if (settings.pooler()) {
            // A statement that was prepared on one of the pooler's connections is not there on the next, or is
            // another's:
            // so each is sent again with its values, under no name.
            options.setCachePreparedStatements(false).setUseLayer7Proxy(true);
            // The pooler refuses what it does not know. It is for numbers in text, and ours come in binary.
            options.getProperties().remove("extra_float_digits");
        }
    }

    public static Pool create(PgPoolCreator.Input input, DatabaseSettings settings, DatabaseAvailability presence) {
        return new MonitoredPool(input, settings, presence).pool(input.poolOptions());
    }

    @SuppressWarnings("deprecation") // A connect handler comes too late: it never sees a connection that fails
    private Pool pool(PoolOptions options) {
        options.setConnectionTimeout((int) settings.maxWait().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(settings.maxWaiting());
        ConnectionFactory factory = PgDriver.INSTANCE.createConnectionFactory(vertx, servers);
        Pool pool = PgDriver.INSTANCE.createPool((VertxInternal) vertx, servers, options);
        pool.connectionProvider(context -> connect(factory, context));
        presence.watch(this::ask, () -> wires.forEach(ConnectionWatchdog::cut));
        vertx.setPeriodic(LOOK.toMillis(), timer -> look());
        return pool;
    }

    private Future<SqlConnection> connect(ConnectionFactory factory, Context context) {
        if (!presence.isThere()) {
            return ((ContextInternal) context)
                    .failedFuture(new ConnectionFailedException(UnavailableException.noDatabase(null)));
        }
        Future<SqlConnection> made = factory.connect(context);
        return made.map(connection -> {
                    ConnectionWatchdog.add(connection, wires, presence::doubt);
                    return connection;
                })
                .timeout(MAX_CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    made.onSuccess(SqlConnection::close);
                    presence.doubt();
                    return Future.failedFuture(new ConnectionFailedException(failure));
                });
    }

    /** Any answer will do. Without parameters it needs no prepared statement, which a pooler might not keep. */
    private Future<Void> ask() {
        return servers.get()
                .compose(server -> {
                    // Closes what nobody answers on.
                    PgConnectOptions options = new PgConnectOptions(server);
                    options.setReconnectAttempts(0)
                            .setReadIdleTimeout((int) MAX_QUESTION.toMillis())
                            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
                    return PgConnection.connect(vertx, options);
                })
                .compose(connection -> connection
                        .query("select 1")
                        .execute()
                        .<Void>mapEmpty()
                        .onComplete(answered -> connection.close()))
                .timeout(MAX_QUESTION.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        for (ConnectionWatchdog wire : wires) {
            Duration waiting = wire.waiting();
            if (waiting.compareTo(DOUBTFUL) > 0) {
                presence.doubt();
            }
            if (wire.isReading() && waiting.compareTo(settings.readLimit()) > 0 && !wire.cancel()) {
                cutIfDeaf(wire, waiting);
            }
        }
    }

    /** The server gives up a statement within moments, if it is there. */
    private void cutIfDeaf(ConnectionWatchdog wire, Duration waiting) {
        if (waiting.minus(settings.readLimit()).compareTo(DOUBTFUL) > 0) {
            wires.stream().filter(other -> other.isAsSilentAs(wire)).forEach(ConnectionWatchdog::cut);
            wire.cut();
        }
    }
}
