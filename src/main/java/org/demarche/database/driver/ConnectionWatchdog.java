package org.demarche.database.driver;

import java.time.Duration;
import java.util.Set;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
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
 * A connection seen from inside, where every statement passes, whoever has sent it: since when it waits for an answer,
 * and the means to end that. The client itself waits for ever
 * (https://github.com/eclipse-vertx/vertx-sql-client/issues/668), and leaves it to the server to close a connection.
 */
final class ConnectionWatchdog extends ChannelDuplexHandler {

    private static final long NEVER = 0;

    /** Vert.x' own handler, before which every message comes by. */
    private static final String LAST = "handler";

    private final PgConnection connection;
    private final Set<ConnectionWatchdog> wires;
    private final Runnable lost;
    private ChannelHandlerContext channel;
    private volatile long heard = System.nanoTime();
    private volatile long waitingSince = NEVER;
    private volatile boolean reading;
    private volatile boolean cancelled;
    private volatile boolean cut;

    ConnectionWatchdog(PgConnection connection, Set<ConnectionWatchdog> wires, Runnable lost) {
        this.connection = connection;
        this.wires = wires;
        this.lost = lost;
    }

    /**
     * Comes to be among the wires as long as the connection is open. To be called on the connection's event loop.
     *
     * @param lost told when the other side has closed it
     */
    static void add(SqlConnection connection, Set<ConnectionWatchdog> wires, Runnable lost) {
        SocketConnectionBase socket = (SocketConnectionBase) ((SqlConnectionBase<?>) connection).unwrap();
        if (!socket.socket().channelHandlerContext().channel().isActive()) {
            // Netty has emptied the pipeline, or is about to.
            throw ClosedConnectionException.INSTANCE;
        }
        ConnectionWatchdog wire = new ConnectionWatchdog(PgConnection.cast(connection), wires, lost);
        socket.socket().channelHandlerContext().pipeline().addBefore(LAST, "wire", wire);
    }

    /** How long the statement under way has been waiting for its end; zero when there is none. */
    Duration waiting() {
        long since = waitingSince;
        return since == NEVER ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /** Whether that statement is a read, or being prepared: nothing is lost by not carrying it out. */
    boolean isReading() {
        return reading;
    }

    /** Whether nothing has come on this idle connection since the other began to wait: it may have gone the same way. */
    boolean isAsSilentAs(ConnectionWatchdog other) {
        return waitingSince == NEVER && heard - other.waitingSince < 0;
    }

    /** Asks the server to give the statement up; true the first time. */
    boolean cancel() {
        if (cancelled) {
            return false;
        }
        cancelled = true;
        connection.cancelRequest();
        return true;
    }

    /** Closes it here and now: whatever is under way fails. */
    void cut() {
        cut = true;
        // The first handler's, for others would say good-bye and wait for the server to close.
        channel.executor().execute(() -> {
            ChannelHandlerContext first = channel.pipeline().firstContext();
            // None is left when the connection has ended in the meantime.
            if (first != null) {
                first.close();
            }
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context;
        wires.add(this);
        if (!context.channel().isActive()) {
            wires.remove(this);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof CommandBase<?>) {
            // What belongs to no transaction and takes parameters is sent by ReadSession alone.
            reading = message instanceof PrepareStatementCommand
                    || message instanceof ExtendedQueryCommand<?> query && query.autoCommit();
            cancelled = false;
            waitingSince = System.nanoTime() | 1;
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof CommandResponse<?> response) {
            // Before it is passed on, for whoever gets it may send the next statement at once.
            waitingSince = NEVER;
            heard = System.nanoTime();
            Throwable failure = response.toAsyncResult().cause();
            super.channelRead(context, message);
            if (failure != null && FailureKind.isReadOnly(failure)) {
                cut();
            }
        } else {
            super.channelRead(context, message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        wires.remove(this);
        // The driver first: if the listener failed, statements in progress would wait forever.
        super.channelInactive(context);
        if (!cut) {
            lost.run();
        }
    }
}
