package org.demarche.database;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The only way to write: all of it or nothing. The Panache repositories find their session here.
 *
 * <p>Each transaction runs in a Vert.x context of its own, for Panache keeps the session in the context, and the
 * request's is shared by fields that resolve in parallel (https://github.com/quarkusio/quarkus/issues/32870).
 */
@ApplicationScoped
public class WriteTransaction {

    private final Vertx vertx;

    WriteTransaction(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Waits until no other transaction of the name runs, on any replica. */
    public <T> Uni<T> alone(String name, Supplier<Uni<T>> work) {
        return run(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("select count(*) from pg_advisory_xact_lock(hashtext(?1))")
                        .setParameter(1, "demarche " + name)
                        .getSingleResult())
                .chain(locked -> work.get()));
    }

    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = vertx.getOrCreateContext();
            Context own = VertxContext.createNewDuplicatedContext(caller);
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(ignored -> Panache.withTransaction(work)
                    .subscribe()
                    .with(
                            item -> caller.runOnContext(done -> emitter.complete(item)),
                            failure -> caller.runOnContext(done -> emitter.fail(failure))));
        });
    }
}
