package org.demarche.database;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Runs long computations on a worker thread, because they would block all other requests of the event loop. Short ones run
 * at once: the switch would cost more.
 */
@Singleton
public class WorkerOffload {

    /** What is estimated to take longer runs on a worker thread. */
    public static final long LONG_NANOS = 2_000_000;

    private final Vertx vertx;

    WorkerOffload(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param nanos the estimated duration */
    public <T> Uni<T> run(long nanos, Supplier<T> work) {
        return nanos < LONG_NANOS ? Uni.createFrom().item(work) : offload(work);
    }

    /** Nothing is computed for a request that has ended while the work was waiting for a thread. */
    private <T> Uni<T> offload(Supplier<T> work) {
        Runnable endCheck = RequestReads.endCheck();
        Callable<T> unlessEnded = () -> {
            endCheck.run();
            return work.get();
        };
        return RequestReads.endable(Uni.createFrom().completionStage(() -> vertx.getOrCreateContext()
                .executeBlocking(unlessEnded, false)
                .toCompletionStage()));
    }
}
