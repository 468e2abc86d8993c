package org.demarche.database;

import java.util.function.Function;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import org.demarche.database.driver.SnapshotConnection;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.resilience.RetryPolicy;
import org.demarche.database.sql.Sql;

/**
 * Opens snapshots of the data, on the primary: a replica would cancel a long one, because it cannot both keep the old data and
 * replay new ones.
 */
@Singleton
public class SnapshotReads {

    private final Pool pool;
    private final RetryPolicy retries;

    SnapshotReads(Pool pool, PrimaryDatabase primary, Vertx vertx) {
        this.pool = pool;
        this.retries = new RetryPolicy(primary.availability(), vertx);
    }

    /**
     * Rows of any number, as {@link Snapshot#batches} reads them. The caller must close them.
     *
     * @param keys selects the keys, in the order of the rows
     * @param rows selects the rows with the keys that are its parameter, in that order
     */
    public <T> Uni<RowBatches<T>> batches(Sql keys, int size, String rows, Function<Row, T> read) {
        return open().map(snapshot ->
                snapshot.batches(keys, size, batch -> Sql.of(rows, (Object) batch.toArray(Long[]::new)), read));
    }

    /** The caller must close it. */
    public Uni<Snapshot> open() {
        return retries.<SnapshotConnection>read(() -> Uni.createFrom()
                        .completionStage(() -> SnapshotConnection.open(pool).toCompletionStage()))
                .map(Snapshot::new);
    }
}
