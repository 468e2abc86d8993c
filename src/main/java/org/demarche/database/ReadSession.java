package org.demarche.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.demarche.graphql.error.Refusal;

/**
 * The only way to read. A statement takes a connection from the pool and gives it back: there is no session to share
 * between the fields of a request, which resolve in parallel
 * (https://github.com/quarkusio/quarkus/issues/32870), and no entity to manage.
 */
@ApplicationScoped
public class ReadSession {

    private final Pool pool;
    private final Attempts attempts;

    ReadSession(Pool pool, PrimaryDatabase primary, Vertx vertx) {
        this.pool = pool;
        this.attempts = new Attempts(primary.presence(), vertx);
    }

    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> read) {
        return rows(sql).map(rows -> {
            List<T> items = new ArrayList<>(rows.size());
            for (Row row : rows) {
                items.add(read.apply(row));
            }
            return items;
        });
    }

    /** The first row; null when there is none. */
    public <T> Uni<T> first(Sql sql, Function<Row, T> read) {
        return list(sql, read).map(items -> items.isEmpty() ? null : items.get(0));
    }

    /** The rows by the key in their column "id". */
    public <T> Uni<Map<Long, T>> byKey(Sql sql, Function<Row, T> read) {
        return rows(sql).map(rows -> {
            Map<Long, T> byKey = new HashMap<>();
            for (Row row : rows) {
                byKey.put(row.getLong("id"), read.apply(row));
            }
            return byKey;
        });
    }

    /** Groups the rows by the parent key in their column "parent", in the order in which they come. */
    public <T> Uni<Map<Long, List<T>>> listByParent(Sql sql, Function<Row, T> read) {
        return rows(sql).map(rows -> {
            Map<Long, List<T>> byParent = new HashMap<>();
            for (Row row : rows) {
                byParent.computeIfAbsent(row.getLong("parent"), parent -> new ArrayList<>())
                        .add(read.apply(row));
            }
            return byParent;
        });
    }

    private Uni<RowSet<Row>> rows(Sql sql) {
        return attempts.read(() -> Uni.createFrom().<RowSet<Row>>emitter(emitter -> pool.preparedQuery(sql.text())
                        .execute(sql.values())
                        .onSuccess(emitter::complete)
                        .onFailure(emitter::fail)))
                .onFailure(ReadSession::holdsNul)
                .transform(failure -> Refusal.invalid(
                        "arguments", "a text holds the character U+0000, which no record can hold; leave it out"));
    }

    /** PostgreSQL takes every character but one. */
    private static boolean holdsNul(Throwable failure) {
        return failure instanceof PgException refused && "22021".equals(refused.getSqlState());
    }
}
