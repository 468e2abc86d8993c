package org.demarche.database;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Maintenance that autovacuum would also do, but only some time after a bulk write. */
@Singleton
public class Maintenance {

    private final Pool pool;

    Maintenance(Pool pool) {
        this.pool = pool;
    }

    /**
     * Updates the planner's statistics and the visibility map, which index-only scans depend on. A role that does not own
     * the tables gets no error: PostgreSQL skips them.
     */
    public Uni<Void> vacuumAnalyze() {
        return pool.withConnection(connection -> connection
                        .query(
                                "vacuum (analyze) topic, source, event, event_topic, event_source, stance, stance_source,"
                                        + " topic_stance_day")
                        .execute())
                .replaceWithVoid();
    }
}
