package org.demarche.database;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import org.demarche.config.DatabaseSettings;

/** The database that is written to. */
@Singleton
class PrimaryDatabase extends WatchedDatabase {

    PrimaryDatabase(DatabaseSettings settings, Vertx vertx) {
        super("The database", settings, vertx);
    }

    void stop(@Observes ShutdownEvent end) {
        presence().stop();
    }
}
