package org.demarche.database;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** What the database needs after much has been written, and would do by itself only some time later. */
@ApplicationScoped
public class Maintenance {

    private final Pool pool;

    Maintenance(Pool pool) {
        this.pool = pool;
    }

    /**
     * Lets the planner know the new sizes, and index-only reads work. A user who does not own the tables gets no error:
     * PostgreSQL leaves them out.
     */
    public Uni<Void> afterBulk() {
        return pool.query("vacuum (analyze) topic, source, event, event_topic, event_source, stance, stance_source")
                .execute()
                .replaceWithVoid();
    }
}
