package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Combines values of which some may be futures. A response may have hundreds of them, so each future costs one object and
 * one callback only.
 */
final class CombinedFuture extends CompletableFuture<Object> {

    private final Object[] values;
    private final Function<Object[], Object> combiner;
    private final AtomicInteger pending;

    private CombinedFuture(Object[] values, int pending, Function<Object[], Object> combiner) {
        this.values = values;
        this.combiner = combiner;
        this.pending = new AtomicInteger(pending);
    }

    /** The combined value; a future of it if any of the values is a future. */
    static Object combine(Object[] values, Function<Object[], Object> combiner) {
        int pending = 0;
        for (Object value : values) {
            if (value instanceof CompletableFuture) {
                pending++;
            }
        }
        if (pending == 0) {
            return combiner.apply(values);
        }
        CombinedFuture combined = new CombinedFuture(values, pending, combiner);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof CompletableFuture<?> future) {
                combined.await(i, future);
            }
        }
        return combined;
    }

    /** A future of the function's result, which may be a future too. */
    static CompletableFuture<Object> compose(CompletionStage<?> stage, Continuation continuation) {
        CompletableFuture<Object> composed = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                composed.completeExceptionally(failure);
                return;
            }
            try {
                Object next = continuation.apply(value);
                if (next instanceof CompletableFuture<?> future) {
                    future.whenComplete((result, nextFailure) -> complete(composed, result, nextFailure));
                } else {
                    composed.complete(next);
                }
            } catch (Throwable thrown) {
                // Also errors such as StackOverflowError: otherwise the request would wait forever.
                composed.completeExceptionally(thrown);
            }
        });
        return composed;
    }

    private static void complete(CompletableFuture<Object> future, Object value, Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }

    private void await(int index, CompletableFuture<?> future) {
        future.whenComplete((value, failure) -> {
            if (failure != null) {
                completeExceptionally(failure);
                return;
            }
            values[index] = value;
            if (pending.decrementAndGet() == 0) {
                try {
                    complete(combiner.apply(values));
                } catch (Throwable thrown) {
                    completeExceptionally(thrown);
                }
            }
        });
    }

    interface Continuation {

        Object apply(Object value) throws Exception;
    }
}
