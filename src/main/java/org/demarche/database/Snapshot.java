package org.demarche.database;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.demarche.database.driver.SnapshotConnection;
import org.demarche.database.resilience.RetryPolicy;
import org.demarche.database.sql.Sql;

/**
 * The data as they were at one moment, for reads of several statements that must agree. Holds a connection until it is closed.
 * Its statements are executed one after the other, and not repeated: another connection would see other data.
 */
public final class Snapshot {

    private final SnapshotConnection connection;
    private int cursors;

    Snapshot(SnapshotConnection connection) {
        this.connection = connection;
    }

    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> read) {
        return rows(() -> connection.execute(sql.text(), sql.values()), read);
    }

    /**
     * Rows of any number in constant memory: only their keys are read by a cursor, and the rows by their keys, a batch at a time.
     * So a sort has only keys to sort.
     *
     * @param keys selects the keys, in the order of the rows
     * @param details selects the rows with these keys, in that order
     */
    public <T> RowBatches<T> batches(Sql keys, int size, Function<List<Long>, Sql> details, Function<Row, T> read) {
        return batches(keys, size, batch -> list(details.apply(batch), read));
    }

    /** As {@link #batches(Sql, int, Function, Function)}, with rows that take several statements. */
    public <T> RowBatches<T> batches(Sql keys, int size, Function<List<Long>, Uni<List<T>>> details) {
        return new CursorBatches<>(keys, size, details);
    }

    public Uni<Void> close() {
        return uni(connection::close);
    }

    private <T> Uni<List<T>> rows(Supplier<Future<RowSet<Row>>> statement, Function<Row, T> read) {
        return uni(statement).map(rows -> {
            List<T> items = new ArrayList<>(rows.size());
            for (Row row : rows) {
                items.add(read.apply(row));
            }
            return items;
        });
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> statement) {
        return Uni.createFrom()
                .completionStage(() -> statement.get().toCompletionStage())
                .onFailure()
                .transform(RetryPolicy::translate);
    }

    private final class CursorBatches<T> implements RowBatches<T> {

        private final Sql keys;
        private final int size;
        private final Function<List<Long>, Uni<List<T>>> details;

        /** Null until it is open. */
        private String cursor;

        CursorBatches(Sql keys, int size, Function<List<Long>, Uni<List<T>>> details) {
            this.keys = keys;
            this.size = size;
            this.details = details;
        }

        @Override
        public Uni<Long> count() {
            return list(Sql.of("select count(*) from (").add(keys).add(") k"), row -> row.getLong(0))
                    .map(counts -> counts.get(0));
        }

        @Override
        public Uni<Long> changePosition() {
            return list(
                            Sql.of(
                                    "select coalesce((select position from change_commit order by position desc limit 1), -1)"),
                            row -> row.getLong(0))
                    .map(positions -> positions.get(0));
        }

        @Override
        public Uni<List<T>> next() {
            return opened().chain(() -> rows(
                            () -> connection.execute("fetch forward " + size + " from " + cursor),
                            row -> row.getLong(0)))
                    .chain(batch -> batch.isEmpty() ? Uni.createFrom().item(List.of()) : details.apply(batch));
        }

        private Uni<?> opened() {
            if (cursor != null) {
                return Uni.createFrom().voidItem();
            }
            cursor = "snapshot_keys_" + ++cursors;
            Sql declare = Sql.of("declare " + cursor + " no scroll cursor for ").add(keys);
            return uni(() -> connection.execute(declare.text(), declare.values()));
        }

        @Override
        public Uni<Void> close() {
            return Snapshot.this.close();
        }
    }
}
