package org.demarche.database.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Hands a result that was computed elsewhere to its subscriber in the subscriber's own Vert.x context. */
public final class CallerContext {

    private CallerContext() {}

    /** @param shared called at subscription; its result may complete on any thread */
    public static <T> Uni<T> receive(Supplier<CompletableFuture<T>> shared) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = Vertx.currentContext();
            shared.get()
                    .whenComplete((item, failure) -> runOn(caller, () -> {
                        if (failure == null) {
                            emitter.complete(item);
                        } else {
                            emitter.fail(reason(failure));
                        }
                    }));
        });
    }

    /** A future that depends on a failed one fails with the name of the exception's class in the message. */
    private static Throwable reason(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static void runOn(Context caller, Runnable work) {
        if (caller == null || caller == Vertx.currentContext()) {
            work.run();
        } else {
            caller.runOnContext(ignored -> work.run());
        }
    }
}
