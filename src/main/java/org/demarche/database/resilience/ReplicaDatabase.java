package org.demarche.database.resilience;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.config.DatabaseSettings;

/** The read-only replica, if one is configured: one server, or several behind one address. */
@Singleton
@ReactiveDataSource(ReplicaDatabase.NAME)
public class ReplicaDatabase extends MonitoredDatabase {

    /** The name of the data source. */
    public static final String NAME = "read";

    public ReplicaDatabase(DatabaseSettings settings, Vertx vertx) {
        super("The replica", settings, vertx);
    }

    /** Null if no replica is configured. */
    public static Pool pool(InjectableInstance<Pool> replica) {
        return replica.getHandle().getBean().isActive() ? replica.get() : null;
    }

    void stop(@Observes ShutdownEvent shutdown) {
        availability().stop();
    }
}
