package org.demarche.alignment;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Computing that would hold up all other requests of its event loop is done by a worker; the rest is not worth the way. */
@ApplicationScoped
class WorkerOffload {

    private static final long LONG_NANOS = 2_000_000;

    private final Vertx vertx;

    WorkerOffload(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param nanos about how long it takes */
    <T> Uni<T> run(long nanos, Supplier<T> work) {
        return nanos < LONG_NANOS
                ? Uni.createFrom().item(work)
                : Uni.createFrom().completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(work::get, false)
                        .toCompletionStage());
    }
}
