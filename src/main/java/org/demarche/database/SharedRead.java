package org.demarche.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.demarche.database.resilience.CallerContext;

/**
 * A read that many ask for at once and that must not be older than the asking: whoever comes while it runs gets the
 * next, which all who wait share. So at most one runs and one waits. A failure is for those who asked for that read.
 */
public final class SharedRead<T> {

    /** So that a connection on which nothing comes any more holds up others no longer than this. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Supplier<Uni<T>> read;
    private CompletableFuture<T> running;
    private CompletableFuture<T> waiting;

    public SharedRead(Supplier<Uni<T>> read) {
        this.read = read;
    }

    /** Begun after this is subscribed to. Comes back in the caller's context, whoever has begun it. */
    public Uni<T> get() {
        return CallerContext.uni(this::join);
    }

    private CompletableFuture<T> join() {
        CompletableFuture<T> result = new CompletableFuture<>();
        synchronized (this) {
            if (running != null) {
                waiting = waiting == null ? result : waiting;
                return waiting;
            }
            running = result;
        }
        start(result);
        return result;
    }

    private void start(CompletableFuture<T> result) {
        Uni.createFrom()
                .deferred(read::get)
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .subscribe()
                .with(
                        item -> {
                            startNext();
                            result.complete(item);
                        },
                        failure -> {
                            startNext();
                            result.completeExceptionally(failure);
                        });
    }

    private void startNext() {
        CompletableFuture<T> next;
        synchronized (this) {
            next = waiting;
            running = next;
            waiting = null;
        }
        if (next != null) {
            start(next);
        }
    }
}
