package org.demarche.support;

import java.sql.Connection;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Makes all statements that read a table wait until it is closed, as statements that take long would. */
public final class LockedTable implements AutoCloseable {

    private static final String WAITING =
            " from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private final Connection connection;

    private LockedTable(Connection connection) {
        this.connection = connection;
    }

    public static LockedTable lock(String table) throws SQLException {
        Connection connection = BulkRecord.connection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table " + table);
        return new LockedTable(connection);
    }

    /** How many statements wait for a lock, which PostgreSQL counts as executing. */
    public static long waitingStatements() {
        return BulkRecord.number("select count(*)" + WAITING);
    }

    public void awaitStatements(int waiting) {
        await().untilAsserted(() ->
                assertThat(waitingStatements()).as(LockedTable::describeWaiting).isEqualTo(waiting));
    }

    private static String describeWaiting() {
        return String.join(
                "\n",
                BulkRecord.texts("select concat_ws(' ', pid, backend_type, xact_start, wait_event, query)" + WAITING));
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
