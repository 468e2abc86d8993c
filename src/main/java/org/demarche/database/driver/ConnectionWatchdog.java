package org.demarche.database.driver;

import java.time.Duration;
import java.util.Set;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionBase;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import io.vertx.sqlclient.impl.command.PrepareStatementCommand;

/**
 * A handler in a connection's pipeline, which sees every statement and every response. Knows how long the statement in
 * progress has been waiting for its response, and can end that.
 *
 * <p>A workaround: the driver has no timeout for statements
 * (https://github.com/eclipse-vertx/vertx-sql-client/issues/668), and to close a connection it sends a message and waits
 * for the server to close it. DriverContractTest holds what this class relies on.
 */
final class ConnectionWatchdog extends ChannelDuplexHandler {

    /** The name of Vert.x' handler, the last of the pipeline. Before it, messages are the driver's commands. */
    static final String VERTX_HANDLER = "handler";

    private static final long IDLE = 0;

    private final PgConnection connection;
    private final Set<ConnectionWatchdog> openConnections;
    private final Runnable onLost;
    private final boolean behindPooler;
    private ChannelHandlerContext channel;
    private volatile long lastResponse = System.nanoTime();
    private volatile long waitingSince = IDLE;
    private volatile boolean reading;

    /** When the server was asked to cancel the statement in progress. */
    private volatile long cancelledAt = IDLE;

    private volatile boolean cut;
    private boolean abandoned;

    /** Requests to cancel that no statement has failed from: they may still arrive, and would cancel a later statement. */
    private int unansweredCancels;

    private final Promise<Void> closed = Promise.promise();

    ConnectionWatchdog(
            PgConnection connection, Set<ConnectionWatchdog> openConnections, Runnable onLost, boolean behindPooler) {
        this.connection = connection;
        this.openConnections = openConnections;
        this.onLost = onLost;
        this.behindPooler = behindPooler;
    }

    /**
     * Watches a connection. Must be called on the connection's event loop.
     *
     * @param openConnections contains the watchdog while the connection is open
     * @param onLost runs when the connection closes, unless {@link #cut} closed it
     * @throws ClosedConnectionException when the connection has been closed since it was made
     */
    static void add(
            SqlConnection connection, Set<ConnectionWatchdog> openConnections, Runnable onLost, boolean behindPooler) {
        SocketConnectionBase socket = (SocketConnectionBase) ((SqlConnectionBase<?>) connection).unwrap();
        ChannelPipeline pipeline = socket.socket().channelHandlerContext().pipeline();
        if (!pipeline.channel().isActive()) {
            // Netty has emptied the pipeline, or is about to.
            throw ClosedConnectionException.INSTANCE;
        }
        pipeline.addBefore(
                VERTX_HANDLER,
                "watchdog",
                new ConnectionWatchdog(PgConnection.cast(connection), openConnections, onLost, behindPooler));
    }

    /** The watchdog of a connection of the pool; null if it has none, or has ended. */
    static ConnectionWatchdog of(SqlConnection pooled) {
        SocketConnectionBase socket =
                (SocketConnectionBase) ((SqlConnectionBase<?>) pooled).unwrap().unwrap();
        return socket.socket().channelHandlerContext().pipeline().get(ConnectionWatchdog.class);
    }

    /**
     * Closes a connection of the pool without waiting for the server.
     *
     * @return completes when it is closed
     */
    static Future<Void> cut(SqlConnection pooled) {
        ConnectionWatchdog watchdog = of(pooled);
        return watchdog == null ? Future.succeededFuture() : watchdog.cut();
    }

    /** How long the statement in progress has been waiting for its response; zero if there is none. */
    Duration waiting() {
        return since(waitingSince);
    }

    private static Duration since(long start) {
        return start == IDLE ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whether the statement in progress only reads, or is being prepared: it can be cancelled without loss. */
    boolean isReading() {
        return reading;
    }

    /**
     * Whether this connection is idle and has received nothing since the other one began to wait. Whatever broke the other
     * may have broken this one too.
     */
    boolean isIdleSince(ConnectionWatchdog other) {
        return waitingSince == IDLE && lastResponse - other.waitingSince < 0;
    }

    /** How long the server has not responded to a request to cancel the statement in progress; zero if there is none. */
    Duration cancelling() {
        return since(cancelledAt);
    }

    /**
     * Asks the server to cancel the statement in progress, unless it was asked before. Behind a pooler closes the connection
     * instead: the driver ends the connection of a request to cancel at once, and PgBouncer 1.18 crashes then
     * (https://github.com/pgbouncer/pgbouncer/issues/801).
     */
    synchronized void cancel() {
        if (cancelledAt == IDLE && waitingSince != IDLE) {
            if (behindPooler) {
                cut();
                return;
            }
            cancelledAt = System.nanoTime() | 1;
            unansweredCancels++;
            connection.cancelRequest();
        }
    }

    /** Nobody waits for what is in progress on this connection any more. To be followed by {@link #release}. */
    synchronized void abandon() {
        abandoned = true;
        cancel();
    }

    synchronized boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Ends what {@link #abandon} began. To be called before the connection returns to the pool. Closes the connection if a
     * request to cancel may still arrive: it takes another way to the server than statements, and would cancel the statement
     * of the connection's next borrower.
     *
     * @return null if the connection is healthy; otherwise completes when it is closed
     */
    synchronized Future<Void> release() {
        abandoned = false;
        return unansweredCancels == 0 ? null : cut();
    }

    /**
     * Closes the connection without waiting for the server: the statement in progress fails.
     *
     * @return completes when it is closed
     */
    Future<Void> cut() {
        cut = true;
        channel.executor().execute(() -> {
            // Starts at the first handler: the driver's would send a message and wait for the server to close.
            ChannelHandlerContext first = channel.pipeline().firstContext();
            // None is left when the connection has ended in the meantime.
            if (first != null) {
                first.close();
            }
        });
        return closed.future();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        openConnections.add(this);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof CommandBase<?>) {
            // Statements with parameters and outside of a transaction are sent by ReadSession only.
            reading = message instanceof PrepareStatementCommand
                    || message instanceof ExtendedQueryCommand<?> query && query.autoCommit();
            cancelledAt = IDLE;
            // The lowest bit is set because zero stands for idle.
            waitingSince = System.nanoTime() | 1;
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof CommandResponse<?> response) {
            // Set before the response is passed on, because its receiver may send the next statement at once.
            waitingSince = IDLE;
            lastResponse = System.nanoTime();
            Throwable failure = response.toAsyncResult().cause();
            if (failure != null && FailureClassifier.isCancelled(failure)) {
                countCancelled();
            }
            super.channelRead(context, message);
            if (failure != null && FailureClassifier.isReadOnly(failure)) {
                cut();
            }
        } else {
            super.channelRead(context, message);
        }
    }

    private synchronized void countCancelled() {
        unansweredCancels = Math.max(0, unansweredCancels - 1);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        openConnections.remove(this);
        // The driver first: if the listener failed, statements in progress would wait forever.
        super.channelInactive(context);
        closed.tryComplete();
        if (!cut) {
            onLost.run();
        }
    }
}
