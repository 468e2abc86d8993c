package org.demarche.database.driver;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
import org.demarche.error.UnavailableException;

/**
 * A connection pool in which every wait has a limit: for a free connection, for a new connection, and for a response on a
 * connection whose other end has vanished.
 */
public final class MonitoredPool {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** A statement that takes longer than this may do so because the database does not respond. */
    private static final Duration SUSPICIOUS_WAIT = Duration.ofSeconds(1);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final PoolOptions poolOptions;
    private final Supplier<Future<PgConnectOptions>> servers;
    private final DatabaseSettings settings;
    private final BooleanSupplier available;
    private final Runnable onSuspicion;
    private final Set<ConnectionWatchdog> connections = ConcurrentHashMap.newKeySet();

    /**
     * @param available whether the database is available: while it is not, no connection is attempted
     * @param onSuspicion runs when something happened that would happen if the database were unavailable
     */
    public MonitoredPool(
            PgPoolCreator.Input input, DatabaseSettings settings, BooleanSupplier available, Runnable onSuspicion) {
        this.vertx = input.vertx();
        this.poolOptions = input.poolOptions();
        this.settings = settings;
        this.available = available;
        this.onSuspicion = onSuspicion;
        input.pgConnectOptionsList().forEach(this::configure);
        this.servers = Utils.roundRobinSupplier(input.pgConnectOptionsList());
    }

    private void configure(PgConnectOptions options) {
        options.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()).setTcpKeepAlive(true);
        if (settings.pooler()) {
            // A statement that was prepared on one of the pooler's connections does not exist on the next, or is
            // another client's. So statements are sent unnamed, together with their values.
            options.setCachePreparedStatements(false).setUseLayer7Proxy(true);
            // PgBouncer refuses startup parameters that it does not track
            // (https://github.com/pgbouncer/pgbouncer/issues/909). This one affects floats in text format; the driver
            // receives them in binary.
            options.getProperties().remove("extra_float_digits");
        }
    }

    /**
     * Opens the pool. To be called once. The connection provider is deprecated in favour of a connect handler, which is not
     * called for connections that fail.
     */
    @SuppressWarnings("deprecation")
    public Pool open() {
        poolOptions
                .setConnectionTimeout((int) settings.maxWait().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(settings.maxWaiting());
        ConnectionFactory factory = PgDriver.INSTANCE.createConnectionFactory(vertx, servers);
        Pool pool = PgDriver.INSTANCE.createPool((VertxInternal) vertx, servers, poolOptions);
        pool.connectionProvider(context -> connect(factory, context));
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> checkConnections());
        return pool;
    }

    private Future<SqlConnection> connect(ConnectionFactory factory, Context context) {
        if (!available.getAsBoolean()) {
            return ((ContextInternal) context)
                    .failedFuture(new ConnectionFailedException(UnavailableException.noDatabase(null)));
        }
        Future<SqlConnection> connecting = factory.connect(context);
        return connecting
                .map(connection -> {
                    ConnectionWatchdog.add(connection, connections, onSuspicion, settings.pooler());
                    return connection;
                })
                // The connect timeout ends with the TCP handshake; this one includes PostgreSQL's startup.
                .timeout(CONNECT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    connecting.onSuccess(SqlConnection::close);
                    onSuspicion.run();
                    return Future.failedFuture(new ConnectionFailedException(failure));
                });
    }

    /**
     * Sends the shortest of statements on a new connection. It has no parameters, so it needs no prepared statement, which
     * a pooler might not support.
     *
     * @return succeeds if there is a response; fails if there is none in time
     */
    public Future<Void> ping() {
        return servers.get()
                .compose(server -> {
                    // The read timeout closes the connection if nobody responds.
                    PgConnectOptions options = new PgConnectOptions(server);
                    options.setReconnectAttempts(0)
                            .setReadIdleTimeout((int) PING_TIMEOUT.toMillis())
                            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
                    return PgConnection.connect(vertx, options);
                })
                .compose(connection -> connection
                        .query("select 1")
                        .execute()
                        .<Void>mapEmpty()
                        .onComplete(answered -> connection.close()))
                .timeout(PING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Listens on a connection beside the pool.
     *
     * @param onNotification runs on an event loop
     */
    public NotificationListener listener(String channel, Runnable onNotification) {
        return new NotificationListener(
                vertx, () -> servers.get().map(this::listeningOptions), channel, onNotification);
    }

    /** A pooler hands the connection to others after each transaction, so notifications go around it. */
    private PgConnectOptions listeningOptions(PgConnectOptions server) {
        PgConnectOptions options = new PgConnectOptions(server).setCachePreparedStatements(false);
        options.setReconnectAttempts(0);
        settings.listenUrl().map(PgConnectOptions::fromUri).ifPresent(direct -> options.setHost(direct.getHost())
                .setPort(direct.getPort())
                .setDatabase(direct.getDatabase())
                .setUseLayer7Proxy(false));
        return options;
    }

    /** Closes all connections without waiting for the server. */
    public void cutAll() {
        connections.forEach(ConnectionWatchdog::cut);
    }

    private void checkConnections() {
        for (ConnectionWatchdog connection : connections) {
            Duration waiting = connection.waiting();
            if (waiting.compareTo(SUSPICIOUS_WAIT) > 0) {
                onSuspicion.run();
            }
            boolean unwanted = connection.isAbandoned() || waiting.compareTo(settings.readLimit()) > 0;
            if (unwanted && connection.isReading()) {
                // Again for each command: a request to cancel may arrive between the preparation and the execution.
                connection.cancel();
                cutIfUnresponsive(connection);
            }
        }
    }

    /** A server that responds cancels a statement within moments. */
    private void cutIfUnresponsive(ConnectionWatchdog connection) {
        if (connection.cancelling().compareTo(SUSPICIOUS_WAIT) > 0) {
            connections.stream().filter(other -> other.isIdleSince(connection)).forEach(ConnectionWatchdog::cut);
            connection.cut();
        }
    }
}
