package org.demarche.graphql.loader;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

import io.vertx.core.Handler;
import org.demarche.paging.Page;

/**
 * Delivers what has been loaded for many parents. All that follows from it, up to the objects of the response, is computed at
 * once, and no other request of the event loop is answered meanwhile. So after a number of items the rest waits until others
 * have had their turn.
 */
final class PacedDelivery {

    /** How many items are delivered in one turn: the objects of so many take some milliseconds. */
    static final int ITEMS_IN_A_TURN = 1_000;

    private final Consumer<Handler<Void>> nextTurn;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Runnable afterwards;
    private int delivered;

    /** @param nextTurn runs a handler when others have had their turn */
    PacedDelivery(Consumer<Handler<Void>> nextTurn) {
        this.nextTurn = nextTurn;
    }

    /** To be called when the values of many parents have arrived, before they are delivered. */
    synchronized void begin() {
        delivered = 0;
    }

    /** What was loaded, when its turn has come. */
    <V, T> CompletionStage<T> of(CompletionStage<V> loaded, Function<V, T> result) {
        CompletableFuture<T> delivery = new CompletableFuture<>();
        loaded.whenComplete((value, failure) -> {
            if (failure != null) {
                delivery.completeExceptionally(failure);
            } else if (takeTurn(items(value), () -> deliver(value, result, delivery))) {
                deliver(value, result, delivery);
            }
        });
        return delivery;
    }

    private static <V, T> void deliver(V value, Function<V, T> result, CompletableFuture<T> delivery) {
        try {
            delivery.complete(result.apply(value));
        } catch (RuntimeException failure) {
            delivery.completeExceptionally(failure);
        }
    }

    /** Does something when nothing waits any more, which may be now. */
    void afterwards(Runnable action) {
        synchronized (this) {
            if (!waiting.isEmpty()) {
                afterwards = action;
                return;
            }
        }
        action.run();
    }

    /** False if the value will be delivered in a later turn. */
    private synchronized boolean takeTurn(int items, Runnable later) {
        if (waiting.isEmpty() && delivered < ITEMS_IN_A_TURN) {
            delivered += items;
            return true;
        }
        if (waiting.isEmpty()) {
            nextTurn.accept(ignored -> takeNextTurn());
        }
        waiting.add(() -> {
            synchronized (this) {
                delivered += items;
            }
            later.run();
        });
        return false;
    }

    private void takeNextTurn() {
        begin();
        for (Runnable next = poll(); next != null; next = poll()) {
            next.run();
        }
        Runnable action = null;
        synchronized (this) {
            if (waiting.isEmpty()) {
                action = afterwards;
                afterwards = null;
            } else {
                nextTurn.accept(ignored -> takeNextTurn());
            }
        }
        if (action != null) {
            action.run();
        }
    }

    private synchronized Runnable poll() {
        return delivered < ITEMS_IN_A_TURN ? waiting.poll() : null;
    }

    private static int items(Object value) {
        if (value instanceof Page<?> page) {
            return Math.max(1, page.items().size());
        }
        return value instanceof Collection<?> items ? Math.max(1, items.size()) : 1;
    }
}
