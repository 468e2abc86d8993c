package org.demarche.database;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.demarche.database.resilience.CallerContext;

/**
 * Lets only some transactions run at once, in the order in which they came. Writers of the same rows wait for each other
 * with a connection in hand, and without a limit fifty of them would leave none for reads.
 */
final class WriteSlots {

    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    WriteSlots(int size) {
        this.free = size;
    }

    /** @param transaction starts when there is room */
    <T> Uni<T> run(Supplier<Uni<T>> transaction) {
        return CallerContext.receive(this::acquire).chain(acquired -> Uni.createFrom()
                .deferred(transaction::get)
                .onTermination()
                .invoke(this::release));
    }

    private synchronized CompletableFuture<Void> acquire() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        waiting.add(turn);
        return turn;
    }

    private void release() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = waiting.poll();
            free += next == null ? 1 : 0;
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
