package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Values of which some may be futures. Each future costs one object and one call here: an answer may have hundreds. */
final class CombinedFuture extends CompletableFuture<Object> {

    private final Object[] values;
    private final Function<Object[], Object> whole;
    private final AtomicInteger missing;

    private CombinedFuture(Object[] values, int missing, Function<Object[], Object> whole) {
        this.values = values;
        this.whole = whole;
        this.missing = new AtomicInteger(missing);
    }

    /** What is made of the values: now, or as a future while any of them is one. */
    static Object orNow(Object[] values, Function<Object[], Object> whole) {
        int missing = 0;
        for (Object value : values) {
            if (value instanceof CompletableFuture) {
                missing++;
            }
        }
        if (missing == 0) {
            return whole.apply(values);
        }
        CombinedFuture awaited = new CombinedFuture(values, missing, whole);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof CompletableFuture<?> future) {
                awaited.await(i, future);
            }
        }
        return awaited;
    }

    /** A future of what follows the stage, which may be a future too. */
    static CompletableFuture<Object> then(CompletionStage<?> stage, Following following) {
        CompletableFuture<Object> whole = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                whole.completeExceptionally(failure);
                return;
            }
            try {
                Object next = following.of(value);
                if (next instanceof CompletableFuture<?> future) {
                    future.whenComplete((last, broken) -> finish(whole, last, broken));
                } else {
                    whole.complete(next);
                }
            } catch (Throwable broken) {
                // Errors too, as of a stack that is full: the request would wait forever.
                whole.completeExceptionally(broken);
            }
        });
        return whole;
    }

    private static void finish(CompletableFuture<Object> whole, Object value, Throwable failure) {
        if (failure == null) {
            whole.complete(value);
        } else {
            whole.completeExceptionally(failure);
        }
    }

    private void await(int index, CompletableFuture<?> future) {
        future.whenComplete((value, failure) -> {
            if (failure != null) {
                completeExceptionally(failure);
                return;
            }
            values[index] = value;
            if (missing.decrementAndGet() == 0) {
                try {
                    complete(whole.apply(values));
                } catch (Throwable broken) {
                    completeExceptionally(broken);
                }
            }
        });
    }

    interface Following {

        Object of(Object value) throws Exception;
    }
}
