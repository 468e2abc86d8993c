package org.demarche.database;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.database.driver.SnapshotConnection;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.resilience.RetryPolicy;

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

    /** The caller must close it. */
    public Uni<Snapshot> open() {
        return retries.<SnapshotConnection>read(() -> Uni.createFrom()
                        .completionStage(() -> SnapshotConnection.open(pool).toCompletionStage()))
                .map(Snapshot::new);
    }
}
