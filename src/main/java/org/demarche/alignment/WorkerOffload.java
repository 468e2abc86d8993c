package org.demarche.alignment;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Runs long computations on a worker thread, because they would block all other requests of the event loop. Short ones run
 * at once: the switch would cost more.
 */
@ApplicationScoped
class WorkerOffload {

    private static final long LONG_NANOS = 2_000_000;

    private final Vertx vertx;

    WorkerOffload(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param nanos the estimated duration */
    <T> Uni<T> run(long nanos, Supplier<T> work) {
        return nanos < LONG_NANOS
                ? Uni.createFrom().item(work)
                : Uni.createFrom().completionStage(() -> vertx.getOrCreateContext()
                        .executeBlocking(work::get, false)
                        .toCompletionStage());
    }
}
