package org.demarche.database.resilience;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import org.demarche.config.DatabaseSettings;
import org.demarche.database.driver.NotificationListener;

/** The database that accepts writes. */
@Singleton
public class PrimaryDatabase extends MonitoredDatabase {

    public PrimaryDatabase(DatabaseSettings settings, Vertx vertx) {
        super("The database", settings, vertx);
    }

    /**
     * Listens to notifications of other transactions, on a dedicated connection once it is started.
     *
     * @return empty if the service knows only a pooler, through which no notification comes
     */
    public Optional<NotificationListener> listener(String channel, Runnable onNotification) {
        return settings().pooler() && settings().listenUrl().isEmpty()
                ? Optional.empty()
                : Optional.of(pool().listener(channel, onNotification));
    }

    void stop(@Observes ShutdownEvent shutdown) {
        availability().stop();
    }
}
