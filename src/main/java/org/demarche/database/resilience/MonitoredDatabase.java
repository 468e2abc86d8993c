package org.demarche.database.resilience;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.config.DatabaseSettings;
import org.demarche.database.driver.MonitoredPool;

/** A database, the connections to it, and whether it is there. */
public abstract class MonitoredDatabase implements PgPoolCreator {

    private final DatabaseSettings settings;
    private final DatabaseAvailability presence;

    public MonitoredDatabase(String name, DatabaseSettings settings, Vertx vertx) {
        this.settings = settings;
        this.presence = new DatabaseAvailability(name, vertx);
    }

    @Override
    public Pool create(Input input) {
        return MonitoredPool.create(input, settings, presence);
    }

    public DatabaseAvailability presence() {
        return presence;
    }
}
