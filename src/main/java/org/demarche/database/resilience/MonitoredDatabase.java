package org.demarche.database.resilience;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.config.DatabaseSettings;
import org.demarche.database.driver.MonitoredPool;

/** A database, its connection pool and its availability. */
public abstract class MonitoredDatabase implements PgPoolCreator {

    private final DatabaseSettings settings;
    private final DatabaseAvailability availability;
    private volatile MonitoredPool pool;

    MonitoredDatabase(String name, DatabaseSettings settings, Vertx vertx) {
        this.settings = settings;
        this.availability = new DatabaseAvailability(name, vertx);
    }

    @Override
    public Pool create(Input input) {
        pool = new MonitoredPool(input, settings, availability::isAvailable, availability::suspect);
        availability.watch(pool::ping, pool::cutAll);
        return pool.open();
    }

    /** To be called once the pool is open. */
    MonitoredPool pool() {
        return pool;
    }

    DatabaseSettings settings() {
        return settings;
    }

    public DatabaseAvailability availability() {
        return availability;
    }
}
