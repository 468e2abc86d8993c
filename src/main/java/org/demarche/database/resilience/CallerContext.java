package org.demarche.database.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Brings what others have begun back to the Vert.x context of whoever waits for it. */
public final class CallerContext {

    private CallerContext() {}

    public static <T> Uni<T> uni(Supplier<CompletableFuture<T>> shared) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = Vertx.currentContext();
            shared.get()
                    .whenComplete((item, failure) -> in(caller, () -> {
                        if (failure == null) {
                            emitter.complete(item);
                        } else {
                            emitter.fail(failure);
                        }
                    }));
        });
    }

    private static void in(Context caller, Runnable work) {
        if (caller == null || caller == Vertx.currentContext()) {
            work.run();
        } else {
            caller.runOnContext(ignored -> work.run());
        }
    }
}
