package org.demarche.database.resilience;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.arc.InjectableInstance;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import org.demarche.config.DatabaseSettings;

/** What follows the database and is only read, one server or several behind one address. There only when it is configured. */
@Singleton
@ReactiveDataSource(ReplicaDatabase.NAME)
public class ReplicaDatabase extends MonitoredDatabase {

    public static final String NAME = "read";

    public ReplicaDatabase(DatabaseSettings settings, Vertx vertx) {
        super("The database's replica", settings, vertx);
    }

    /** Null when none is configured. */
    public static Pool pool(InjectableInstance<Pool> replica) {
        return replica.getHandle().getBean().isActive() ? replica.get() : null;
    }

    void stop(@Observes ShutdownEvent end) {
        presence().stop();
    }
}
