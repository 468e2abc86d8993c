package org.demarche.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.demarche.database.driver.FailureClassifier;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.resilience.ReadYourWrites;
import org.demarche.database.resilience.ReplicaDatabase;
import org.demarche.database.sql.PagedSelect;
import org.demarche.database.sql.Sql;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.model.SqlState;
import org.demarche.paging.Page;
import org.demarche.paging.PageRequest;

/**
 * The only way to read. Each statement borrows a connection from the pool, so parallel fields of a request share no session
 * (https://github.com/quarkusio/quarkus/issues/32870), and rows are not managed entities. Reads from the replica if one is
 * configured and available, unless the request has written something.
 */
@Singleton
public class ReadSession {

    /** About what the mapping of a row takes. */
    private static final long NANOS_PER_ROW = 1_000;

    private final WorkerOffload offload;
    private final ReadPool primary;

    /** Null if no replica is configured. */
    private final ReadPool replica;

    @Inject
    ReadSession(
            Pool pool,
            PrimaryDatabase primary,
            @ReactiveDataSource(ReplicaDatabase.NAME) InjectableInstance<Pool> replicaPool,
            @ReactiveDataSource(ReplicaDatabase.NAME) ReplicaDatabase replica,
            WorkerOffload offload,
            Vertx vertx) {
        this(
                offload,
                ReadPool.of(pool, primary, vertx),
                ReadPool.of(ReplicaDatabase.pool(replicaPool), replica, vertx));
    }

    private ReadSession(WorkerOffload offload, ReadPool primary, ReadPool replica) {
        this.offload = offload;
        this.primary = primary;
        this.replica = replica;
    }

    /** Reads everything that has been committed. Replicas lag behind. */
    public ReadSession onPrimary() {
        return new ReadSession(offload, primary, null);
    }

    /** Whether reads may lag behind what has been committed. */
    boolean hasReplica() {
        return replica != null;
    }

    public <T> Uni<List<T>> list(Sql sql, Function<Row, T> read) {
        return map(sql, rows -> {
            List<T> items = new ArrayList<>(rows.size());
            for (Row row : rows) {
                items.add(read.apply(row));
            }
            return items;
        });
    }

    /** The first row; null if there is none. */
    public <T> Uni<T> first(Sql sql, Function<Row, T> read) {
        return list(sql, read).map(items -> items.isEmpty() ? null : items.get(0));
    }

    /** The rows by the key in their column "id". */
    public <T> Uni<Map<Long, T>> byKey(Sql sql, Function<Row, T> read) {
        return map(sql, rows -> {
            Map<Long, T> byKey = new HashMap<>();
            int key = rows.columnsNames().indexOf("id");
            for (Row row : rows) {
                byKey.put(row.getLong(key), read.apply(row));
            }
            return byKey;
        });
    }

    /** What the rows describe, by its name. */
    public <T> Uni<Map<String, T>> byName(Sql sql, Function<Row, T> read, Function<T, String> name) {
        return list(sql, read).map(items -> items.stream().collect(Collectors.toMap(name, item -> item)));
    }

    /** Groups the rows by the parent's key in their column "parent"; keeps their order. */
    public <T> Uni<Map<Long, List<T>>> listByParent(Sql sql, Function<Row, T> read) {
        return map(sql, rows -> {
            Map<Long, List<T>> byParent = new HashMap<>();
            int key = rows.columnsNames().indexOf("parent");
            for (Row row : rows) {
                byParent.computeIfAbsent(row.getLong(key), parent -> new ArrayList<>())
                        .add(read.apply(row));
            }
            return byParent;
        });
    }

    public <T> Uni<Page<T>> page(PagedSelect<T> select, PageRequest<T> request) {
        return list(select.page(request), select.read()).map(rows -> Page.of(request, rows));
    }

    /** A page for each parent; every parent has an entry. */
    public <T> Uni<Map<Long, Page<T>>> pages(PagedSelect<T> select, Collection<Long> parents, PageRequest<T> request) {
        return listByParent(select.pages(parents, request), select.read()).map(rows -> {
            Map<Long, Page<T>> pages = new HashMap<>();
            parents.forEach(key -> pages.put(key, Page.of(request, rows.getOrDefault(key, List.of()))));
            return pages;
        });
    }

    public Uni<Integer> count(PagedSelect<?> select) {
        return first(select.count(), row -> row.getInteger(0));
    }

    /** The number of rows of each parent; every parent has an entry. */
    public Uni<Map<Long, Integer>> counts(PagedSelect<?> select, Collection<Long> parents) {
        return map(select.counts(parents), rows -> {
            Map<Long, Integer> counts = new HashMap<>();
            parents.forEach(key -> counts.put(key, 0));
            rows.forEach(row -> counts.put(row.getLong(0), row.getInteger(1)));
            return counts;
        });
    }

    private <T> Uni<T> map(Sql sql, Function<RowSet<Row>, T> mapping) {
        return rows(sql).chain(rows -> offload.run(rows.size() * NANOS_PER_ROW, () -> mapping.apply(rows)));
    }

    private Uni<RowSet<Row>> rows(Sql sql) {
        return execute(sql)
                .onFailure(ReadSession::isNulCharacter)
                .transform(failure -> ClientErrorException.invalid(
                        "arguments", "a text contains the character U+0000, which cannot be stored; leave it out"));
    }

    private Uni<RowSet<Row>> execute(Sql sql) {
        RequestReads request = RequestReads.current();
        return request == null ? executeNow(sql) : request.statement(() -> executeNow(sql));
    }

    private Uni<RowSet<Row>> executeNow(Sql sql) {
        KnownMoment moment = KnownMoment.current();
        if (moment != null || replica == null || !replica.isAvailable() || ReadYourWrites.applies()) {
            return primary.execute(sql, moment);
        }
        return replica.execute(sql, null)
                .onFailure(
                        failure -> failure instanceof UnavailableException || FailureClassifier.isSchemaBehind(failure))
                .recoverWithUni(() -> primary.execute(sql, null));
    }

    /** U+0000 is the only character that PostgreSQL does not accept. */
    private static boolean isNulCharacter(Throwable failure) {
        return failure instanceof PgException error && SqlState.CHARACTER_NOT_IN_REPERTOIRE.equals(error.getSqlState());
    }
}
