package org.demarche.database;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** The database that is written to. */
@Singleton
class PrimaryDatabase implements PgPoolCreator {

    private final DatabaseSettings settings;
    private final Presence presence;

    PrimaryDatabase(DatabaseSettings settings, Vertx vertx) {
        this.settings = settings;
        this.presence = new Presence("The database", vertx);
    }

    @Override
    public Pool create(Input input) {
        return WatchedPool.create(input, settings, presence);
    }

    Presence presence() {
        return presence;
    }

    void stop(@Observes ShutdownEvent end) {
        presence.stop();
    }
}
