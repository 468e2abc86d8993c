package org.demarche.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.demarche.database.driver.FailureKind;
import org.demarche.database.resilience.DatabaseAvailability;
import org.demarche.database.resilience.MonitoredDatabase;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.resilience.ReadYourWrites;
import org.demarche.database.resilience.ReplicaDatabase;
import org.demarche.database.resilience.RetryPolicy;
import org.demarche.database.sql.Sql;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;

/**
 * The only way to read. A statement takes a connection from the pool and gives it back: there is no session to share
 * between the fields of a request, which resolve in parallel
 * (https://github.com/quarkusio/quarkus/issues/32870), and no entity to manage. Where a replica is configured it is read from that, but for requests that
 * have written something themselves, and while the replica is away.
 */
@ApplicationScoped
public class ReadSession {

    private final Reads primary;

    /** Null when there is none. */
    private final Reads replica;

    @Inject
    ReadSession(
            Pool pool,
            PrimaryDatabase primary,
            @ReactiveDataSource(ReplicaDatabase.NAME) InjectableInstance<Pool> replicaPool,
            @ReactiveDataSource(ReplicaDatabase.NAME) ReplicaDatabase replica,
            Vertx vertx) {
        this(Reads.of(pool, primary, vertx), Reads.of(ReplicaDatabase.pool(replicaPool), replica, vertx));
    }

    private ReadSession(Reads primary, Reads replica) {
        this.primary = primary;
        this.replica = replica;
    }

    /** For what must not be older than what has been committed: replicas lag behind, each by another time. */
    public ReadSession onPrimary() {
        return new ReadSession(primary, null);
    }

    /** Whether what is read may be older than what has been committed. */
    boolean mayLag() {
        return replica != null;
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
            int key = rows.columnsNames().indexOf("id");
            for (Row row : rows) {
                byKey.put(row.getLong(key), read.apply(row));
            }
            return byKey;
        });
    }

    /** Groups the rows by the parent key in their column "parent", in the order in which they come. */
    public <T> Uni<Map<Long, List<T>>> listByParent(Sql sql, Function<Row, T> read) {
        return rows(sql).map(rows -> {
            Map<Long, List<T>> byParent = new HashMap<>();
            int key = rows.columnsNames().indexOf("parent");
            for (Row row : rows) {
                byParent.computeIfAbsent(row.getLong(key), parent -> new ArrayList<>())
                        .add(read.apply(row));
            }
            return byParent;
        });
    }

    private Uni<RowSet<Row>> rows(Sql sql) {
        return read(sql)
                .onFailure(ReadSession::holdsNul)
                .transform(failure -> ClientErrorException.invalid(
                        "arguments", "a text holds the character U+0000, which no record can hold; leave it out"));
    }

    private Uni<RowSet<Row>> read(Sql sql) {
        if (replica == null || !replica.isThere() || ReadYourWrites.areInThisRequest()) {
            return primary.rows(sql);
        }
        return replica.rows(sql)
                .onFailure(failure -> failure instanceof UnavailableException || FailureKind.isBehindTheTables(failure))
                .recoverWithUni(() -> primary.rows(sql));
    }

    /** PostgreSQL takes every character but one. */
    private static boolean holdsNul(Throwable failure) {
        return failure instanceof PgException refused && "22021".equals(refused.getSqlState());
    }

    /** Where statements are sent. */
    private record Reads(Pool pool, DatabaseAvailability presence, RetryPolicy attempts) {

        static Reads of(Pool pool, MonitoredDatabase database, Vertx vertx) {
            return pool == null
                    ? null
                    : new Reads(pool, database.presence(), new RetryPolicy(database.presence(), vertx));
        }

        boolean isThere() {
            return presence.isThere();
        }

        Uni<RowSet<Row>> rows(Sql sql) {
            return attempts.read(() -> Uni.createFrom().emitter(emitter -> pool.preparedQuery(sql.text())
                    .execute(sql.values())
                    .onSuccess(emitter::complete)
                    .onFailure(emitter::fail)));
        }
    }
}
