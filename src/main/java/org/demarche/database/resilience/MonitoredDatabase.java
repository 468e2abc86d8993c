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

    MonitoredDatabase(String name, DatabaseSettings settings, Vertx vertx) {
        this.settings = settings;
        this.availability = new DatabaseAvailability(name, vertx);
    }

    @Override
    public Pool create(Input input) {
        MonitoredPool pool = new MonitoredPool(input, settings, availability::isAvailable, availability::suspect);
        availability.watch(pool::ping, pool::cutAll);
        return pool.open();
    }

    public DatabaseAvailability availability() {
        return availability;
    }
}
