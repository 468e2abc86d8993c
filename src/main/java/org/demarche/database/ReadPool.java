package org.demarche.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.demarche.database.driver.PooledRead;
import org.demarche.database.resilience.DatabaseAvailability;
import org.demarche.database.resilience.MonitoredDatabase;
import org.demarche.database.resilience.RetryPolicy;
import org.demarche.database.sql.Sql;

/** Executes reads on one database: the primary or the replica. */
record ReadPool(Pool pool, DatabaseAvailability availability, RetryPolicy retries) {

    /** Null if the pool is. */
    static ReadPool of(Pool pool, MonitoredDatabase database, Vertx vertx) {
        return pool == null
                ? null
                : new ReadPool(pool, database.availability(), new RetryPolicy(database.availability(), vertx));
    }

    boolean isAvailable() {
        return availability.isAvailable();
    }

    /**
     * Is cancelled in PostgreSQL too when the subscription is cancelled.
     *
     * @param moment null for the present
     */
    Uni<RowSet<Row>> execute(Sql sql, KnownMoment moment) {
        return retries.read(() -> Uni.createFrom().emitter(emitter -> {
            PooledRead read = new PooledRead(pool, moment == null ? null : moment.begin(), sql.text(), sql.values());
            emitter.onTermination(read::cancel);
            read.execute().onSuccess(emitter::complete).onFailure(emitter::fail);
        }));
    }
}
