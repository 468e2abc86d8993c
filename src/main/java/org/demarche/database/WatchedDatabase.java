package org.demarche.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.config.DatabaseSettings;

/** A database, the connections to it, and whether it is there. */
abstract class WatchedDatabase implements PgPoolCreator {

    private final DatabaseSettings settings;
    private final Presence presence;

    WatchedDatabase(String name, DatabaseSettings settings, Vertx vertx) {
        this.settings = settings;
        this.presence = new Presence(name, vertx);
    }

    @Override
    public Pool create(Input input) {
        return WatchedPool.create(input, settings, presence);
    }

    Presence presence() {
        return presence;
    }
}
