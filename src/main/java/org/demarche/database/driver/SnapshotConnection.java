package org.demarche.database.driver;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;

/**
 * A connection of the pool in a transaction that only reads, and whose statements all see the same data. It can be closed at any
 * time, also while PostgreSQL executes a statement.
 */
public final class SnapshotConnection {

    private static final String ISOLATION = "set transaction isolation level repeatable read, read only";

    /** A cursor is read to its end, so its plan should be the fastest for all rows and not for the first ones. */
    private static final String PLANS = "set local cursor_tuple_fraction = 1";

    private final SqlConnection connection;
    private final Transaction transaction;

    /** The statement that was sent last. */
    private Future<?> last = Future.succeededFuture();

    private Future<Void> closed;

    private SnapshotConnection(SqlConnection connection, Transaction transaction) {
        this.connection = connection;
        this.transaction = transaction;
    }

    public static Future<SnapshotConnection> open(Pool pool) {
        return pool.getConnection().compose(connection -> begin(connection)
                .recover(failure -> connection.close().transform(closed -> Future.failedFuture(failure))));
    }

    private static Future<SnapshotConnection> begin(SqlConnection connection) {
        return connection.begin().compose(transaction -> connection
                .query(ISOLATION)
                .execute()
                .compose(isolated -> connection.query(PLANS).execute())
                .map(planned -> new SnapshotConnection(connection, transaction)));
    }

    public synchronized Future<RowSet<Row>> execute(String text, Tuple values) {
        return sent(closed == null ? connection.preparedQuery(text).execute(values) : ended());
    }

    /** Without values, and without preparing the statement. */
    public synchronized Future<RowSet<Row>> execute(String text) {
        return sent(closed == null ? connection.query(text).execute() : ended());
    }

    private Future<RowSet<Row>> sent(Future<RowSet<Row>> statement) {
        last = statement;
        return statement;
    }

    private static Future<RowSet<Row>> ended() {
        return Future.failedFuture(new IllegalStateException("the snapshot is closed"));
    }

    /** Ends the transaction and returns the connection to the pool. Cancels the statement in progress. */
    public synchronized Future<Void> close() {
        if (closed == null) {
            ConnectionWatchdog watchdog = last.isComplete() ? null : ConnectionWatchdog.of(connection);
            if (watchdog != null) {
                watchdog.abandon();
            }
            closed = last.transform(done -> transaction.rollback())
                    .transform(done -> {
                        Future<Void> cut = watchdog == null ? null : watchdog.release();
                        return cut == null ? Future.<Void>succeededFuture() : cut;
                    })
                    .transform(done -> connection.close())
                    .otherwiseEmpty();
        }
        return closed;
    }
}
