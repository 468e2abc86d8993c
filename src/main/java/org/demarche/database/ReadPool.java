package org.demarche.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
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
     * Takes the connection explicitly. With {@code pool.preparedQuery}, a read that fails for want of a connection throws on
     * the event loop once the time to wait for one is over
     * (https://github.com/eclipse-vertx/vertx-sql-client/issues/1706).
     */
    Uni<RowSet<Row>> execute(Sql sql) {
        return retries.read(() -> Uni.createFrom().emitter(emitter -> pool.withConnection(
                        connection -> connection.preparedQuery(sql.text()).execute(sql.values()))
                .onSuccess(emitter::complete)
                .onFailure(emitter::fail)));
    }
}
