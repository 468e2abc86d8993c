package org.demarche.database.resilience;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import org.demarche.config.DatabaseSettings;

/** The database that accepts writes. */
@Singleton
public class PrimaryDatabase extends MonitoredDatabase {

    public PrimaryDatabase(DatabaseSettings settings, Vertx vertx) {
        super("The database", settings, vertx);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        availability().stop();
    }
}
