package org.demarche.graphql.loader;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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
    private boolean nextTurnIsPlanned;

    /** @param nextTurn runs a handler when others have had their turn */
    PacedDelivery(Consumer<Handler<Void>> nextTurn) {
        this.nextTurn = nextTurn;
    }

    /** What was loaded, when its turn has come. */
    <V> CompletionStage<V> of(CompletionStage<V> loaded) {
        CompletableFuture<V> delivery = new CompletableFuture<>();
        loaded.whenComplete((value, failure) -> {
            if (failure != null) {
                delivery.completeExceptionally(failure);
            } else if (takeTurn(value, delivery)) {
                delivery.complete(value);
            }
        });
        return delivery;
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
    private synchronized <V> boolean takeTurn(V value, CompletableFuture<V> delivery) {
        if (!nextTurnIsPlanned) {
            planNextTurn();
        }
        if (waiting.isEmpty() && delivered < ITEMS_IN_A_TURN) {
            delivered += items(value);
            return true;
        }
        waiting.add(() -> {
            synchronized (this) {
                delivered += items(value);
            }
            delivery.complete(value);
        });
        return false;
    }

    private void planNextTurn() {
        nextTurnIsPlanned = true;
        nextTurn.accept(ignored -> beginTurn());
    }

    private void beginTurn() {
        synchronized (this) {
            delivered = 0;
        }
        for (Runnable next = poll(); next != null; next = poll()) {
            next.run();
        }
        Runnable action = null;
        synchronized (this) {
            nextTurnIsPlanned = false;
            if (delivered > 0) {
                planNextTurn();
            }
            if (waiting.isEmpty()) {
                action = afterwards;
                afterwards = null;
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
