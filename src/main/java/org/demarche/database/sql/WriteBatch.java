package org.demarche.database.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;

/**
 * The statements of one bulk transaction, each with the values of many rows in arrays. Bypasses Hibernate, which would
 * create an entity and send a statement for each row.
 */
public final class WriteBatch {

    private final SqlConnection connection;

    public WriteBatch(SqlConnection connection) {
        this.connection = connection;
    }

    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> read) {
        return execute(sql).map(rows -> {
            List<T> items = new ArrayList<>(rows.size());
            for (Row row : rows) {
                items.add(read.apply(row));
            }
            return items;
        });
    }

    /** @return the number of rows written */
    public Uni<Integer> update(Sql sql) {
        return execute(sql).map(RowSet::rowCount);
    }

    private Uni<RowSet<Row>> execute(Sql sql) {
        return Uni.createFrom().completionStage(() -> connection
                .preparedQuery(sql.text())
                .execute(sql.values())
                .toCompletionStage());
    }

    /** Tells who writes, and takes the advisory lock of the transaction. It is released at the end, and the author forgotten. */
    public Uni<Void> begin(String author, String reason, String lock) {
        return list(
                        Sql.of(
                                "select set_config('demarche.changed_by', ?, true), set_config('demarche.change_reason', ?, true)"
                                        + " from pg_advisory_xact_lock(hashtext(?))",
                                author,
                                reason,
                                lock),
                        row -> row)
                .replaceWithVoid();
    }
}
