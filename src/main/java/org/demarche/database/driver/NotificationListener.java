package org.demarche.database.driver;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import org.jboss.logging.Logger;

/**
 * Listens to the notifications of one channel of PostgreSQL on a dedicated connection, which is opened again when it
 * breaks. A notification that comes meanwhile is lost, so the callback also runs when the connection is back.
 */
public final class NotificationListener {

    private static final Logger LOG = Logger.getLogger(NotificationListener.class);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A connection whose other end has vanished looks like one on which nothing happens. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Supplier<Future<PgConnectOptions>> server;
    private final String channel;
    private final Runnable onNotification;

    private boolean stopped = true;

    /** Null while there is none. */
    private PgConnection connection;

    NotificationListener(
            Vertx vertx, Supplier<Future<PgConnectOptions>> server, String channel, Runnable onNotification) {
        this.vertx = vertx;
        this.server = server;
        this.channel = channel;
        this.onNotification = onNotification;
    }

    public synchronized void start() {
        if (stopped) {
            stopped = false;
            connect();
        }
    }

    public synchronized void stop() {
        stopped = true;
        PgConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    public synchronized boolean isListening() {
        return connection != null;
    }

    private void connect() {
        Future<PgConnection> connecting = server.get().compose(options -> PgConnection.connect(vertx, options));
        connecting
                .compose(open -> {
                    open.notificationHandler(notification -> onNotification.run());
                    return open.query("listen " + channel).execute().map(open);
                })
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(this::connected)
                .onFailure(failure -> {
                    LOG.debugf(failure, "No notifications of %s", channel);
                    connecting.onSuccess(PgConnection::close);
                    reconnect();
                });
    }

    private void connected(PgConnection open) {
        synchronized (this) {
            if (stopped || connection != null) {
                open.close();
                return;
            }
            connection = open;
        }
        open.closeHandler(closed -> disconnected(open));
        checkLater(open);
        onNotification.run();
    }

    private void checkLater(PgConnection open) {
        vertx.setTimer(CHECK_INTERVAL.toMillis(), timer -> {
            if (isCurrent(open)) {
                open.query("select 1")
                        .execute()
                        .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                        .onSuccess(answer -> checkLater(open))
                        .onFailure(failure -> {
                            open.close();
                            disconnected(open);
                        });
            }
        });
    }

    private synchronized boolean isCurrent(PgConnection open) {
        return connection == open;
    }

    private void disconnected(PgConnection open) {
        synchronized (this) {
            if (connection != open) {
                return;
            }
            connection = null;
        }
        LOG.debugf("The connection that listens to %s is broken", channel);
        reconnect();
    }

    private void reconnect() {
        vertx.setTimer(PAUSE.toMillis(), timer -> {
            synchronized (this) {
                if (stopped || connection != null) {
                    return;
                }
            }
            connect();
        });
    }
}
