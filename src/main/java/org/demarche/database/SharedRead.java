package org.demarche.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.resilience.CallerContext;

/**
 * Coalesces concurrent reads whose result must not be older than the call. A call that arrives while a read is running
 * waits for the next read, which all waiting calls share: at most one read runs and one waits. A failure reaches only the
 * calls that share the failed read.
 */
public final class SharedRead<T> {

    /** Bounds how long a connection that no longer responds holds up later calls. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Supplier<Uni<T>> read;
    private CompletableFuture<T> running;
    private CompletableFuture<T> waiting;

    public SharedRead(Supplier<Uni<T>> read) {
        this.read = read;
    }

    /** The result of a read that starts after the subscription. Emitted in the caller's Vert.x context. */
    public Uni<T> get() {
        return RequestReads.endable(CallerContext.receive(this::join));
    }

    /**
     * As {@link #get()}, but for a read that may take longer than a request can wait. The read goes on. What is no request,
     * such as a command, waits for it.
     *
     * @param late what a request gets after this time
     */
    public Uni<T> get(Duration wait, Supplier<RuntimeException> late) {
        if (RequestReads.current() == null) {
            return get();
        }
        Supplier<CompletableFuture<T>> bounded = () -> join().copy().orTimeout(wait.toMillis(), TimeUnit.MILLISECONDS);
        return RequestReads.endable(
                CallerContext.receive(bounded).onFailure(TimeoutException.class).transform(timeout -> late.get()));
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

    /** In a new Vert.x context: the read belongs to no request, because it must not end with one of those that share it. */
    private void start(CompletableFuture<T> result) {
        Context caller = Vertx.currentContext();
        if (caller == null) {
            read(result);
        } else {
            VertxContext.createNewDuplicatedContext(caller).runOnContext(ignored -> read(result));
        }
    }

    private void read(CompletableFuture<T> result) {
        Uni.createFrom()
                .deferred(read::get)
                .ifNoItem()
                .after(TIMEOUT)
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
