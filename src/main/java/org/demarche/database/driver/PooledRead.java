package org.demarche.database.driver;

import java.util.concurrent.CancellationException;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * A read on a connection of the pool that can be cancelled, also while PostgreSQL executes it. The driver's futures cannot
 * be cancelled.
 */
public final class PooledRead {

    /** So that the driver keeps another prepared statement for it: PostgreSQL would plan a single one anew each time. */
    private static final String IN_TRANSACTION = " /* in a transaction */";

    private final Pool pool;
    private final String begin;
    private final String text;
    private final Tuple values;

    /** While the statement is in progress. */
    private SqlConnection connection;

    private boolean cancelled;

    /** @param begin the statements that begin a transaction for the read; null if it takes none */
    public PooledRead(Pool pool, String begin, String text, Tuple values) {
        this.pool = pool;
        this.begin = begin;
        this.text = text;
        this.values = values;
    }

    /**
     * Takes the connection explicitly. With {@code pool.preparedQuery}, a read that fails for want of a connection throws on
     * the event loop once the time to wait for one is over
     * (https://github.com/eclipse-vertx/vertx-sql-client/issues/1706).
     */
    public Future<RowSet<Row>> execute() {
        return pool.withConnection(this::executeOn);
    }

    private Future<RowSet<Row>> executeOn(SqlConnection pooled) {
        synchronized (this) {
            if (cancelled) {
                return Future.failedFuture(new CancellationException());
            }
            connection = pooled;
        }
        Future<RowSet<Row>> result =
                begin == null ? pooled.preparedQuery(text).execute(values) : executeInTransaction(pooled);
        return result.transform(done -> {
            Future<Void> cut = release();
            return cut == null ? result : cut.transform(closed -> result);
        });
    }

    private Future<RowSet<Row>> executeInTransaction(SqlConnection pooled) {
        Future<RowSet<Row>> result = pooled.query(begin)
                .execute()
                .compose(begun -> pooled.preparedQuery(text + IN_TRANSACTION).execute(values));
        return result.transform(done -> pooled.query("rollback").execute().transform(ended -> {
            // The next borrower must find neither the transaction nor a connection that is about to close.
            return ended.failed() ? ConnectionWatchdog.cut(pooled).transform(closed -> result) : result;
        }));
    }

    /** Does nothing if the read has ended. If it still waits for a connection, it will not be sent. */
    public synchronized void cancel() {
        if (!cancelled) {
            cancelled = true;
            ConnectionWatchdog watchdog = connection == null ? null : ConnectionWatchdog.of(connection);
            if (watchdog != null) {
                watchdog.abandon();
            }
        }
    }

    /** Null if the connection can return to the pool. */
    private synchronized Future<Void> release() {
        ConnectionWatchdog watchdog = cancelled ? ConnectionWatchdog.of(connection) : null;
        connection = null;
        return watchdog == null ? null : watchdog.release();
    }
}
