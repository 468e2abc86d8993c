package org.demarche.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.resilience.ReadYourWrites;

/**
 * The reads of one request. Only a few of its statements run at once and the others wait, so that no request takes all
 * connections of the pool. When the request ends before it has been answered, all of its reads end too: those that wait do
 * not start, and those that run are cancelled.
 *
 * <p>Stored in the request's Vert.x context. Reads of other contexts, such as the check of the data's revision, health
 * checks and imports, are neither limited nor ended.
 */
public final class RequestReads {

    private static final Object KEY = RequestReads.class;

    private final int maxRunning;
    private final List<Read<?>> active = new ArrayList<>(4);
    private Queue<Read<?>> waiting;
    private int running;
    private boolean starting;
    private volatile KnownMoment moment;
    private volatile RuntimeException endedBy;

    private RequestReads(int maxRunning) {
        this.maxRunning = maxRunning;
    }

    /**
     * To be called in the context of a request before it is executed.
     *
     * @param maxRunning how many of its statements run at once
     */
    public static RequestReads begin(int maxRunning) {
        RequestReads reads = new RequestReads(maxRunning);
        Context request = Vertx.currentContext();
        // A context that is not duplicated is shared by all requests.
        if (request != null && VertxContext.isDuplicatedContext(request)) {
            request.putLocal(KEY, reads);
        }
        return reads;
    }

    /** To be called in the context of a request that needs what has just been written: it reads from the primary. */
    public static void readFromPrimary() {
        ReadYourWrites.mark();
    }

    /** Those of the current request; null outside of requests. */
    static RequestReads current() {
        Context request = Vertx.currentContext();
        return request != null && VertxContext.isDuplicatedContext(request) ? request.getLocal(KEY) : null;
    }

    /** Null if the request reads the present. */
    KnownMoment moment() {
        return moment;
    }

    void lookBack(KnownMoment past) {
        moment = past;
    }

    /** Lets the current request, if there is one, end while it waits for something other than a statement. */
    public static <T> Uni<T> endable(Uni<T> wait) {
        RequestReads request = current();
        return request == null ? wait : request.uni(() -> wait, false);
    }

    /** Fails if the current request has ended. For long computations, between two steps. */
    public static Runnable endCheck() {
        RequestReads request = current();
        return request == null ? () -> {} : request::checkNotEnded;
    }

    /** @param statement is called when it may start */
    <T> Uni<T> statement(Supplier<Uni<T>> statement) {
        return uni(statement, true);
    }

    private <T> Uni<T> uni(Supplier<Uni<T>> work, boolean limited) {
        return Uni.createFrom().emitter(emitter -> add(new Read<T>(work, limited, emitter)));
    }

    /**
     * Ends all reads, and those that the request attempts later.
     *
     * @param reason what they fail with
     */
    public void end(RuntimeException reason) {
        List<Read<?>> ended;
        synchronized (this) {
            if (endedBy != null) {
                return;
            }
            endedBy = reason;
            ended = new ArrayList<>(active);
            if (waiting != null) {
                ended.addAll(waiting);
                waiting.clear();
            }
        }
        // First what is in progress: a failure is handled at once, and that may take long.
        ended.forEach(Read::cancel);
        ended.forEach(read -> read.emitter.fail(reason));
    }

    private void checkNotEnded() {
        RuntimeException reason = endedBy;
        if (reason != null) {
            throw reason;
        }
    }

    private void add(Read<?> read) {
        RuntimeException reason;
        synchronized (this) {
            reason = endedBy;
            if (reason == null && read.limited && running == maxRunning) {
                waiting = waiting == null ? new ArrayDeque<>() : waiting;
                waiting.add(read);
                return;
            }
            if (reason == null) {
                activate(read);
            }
        }
        if (reason == null) {
            read.start();
        } else {
            read.emitter.fail(reason);
        }
    }

    private void activate(Read<?> read) {
        active.add(read);
        running += read.limited ? 1 : 0;
    }

    private void finished(Read<?> read) {
        synchronized (this) {
            active.remove(read);
            running -= read.limited ? 1 : 0;
            // Not recursively: hundreds of reads may fail one after the other without waiting.
            if (starting || waiting == null || waiting.isEmpty()) {
                return;
            }
            starting = true;
        }
        for (Read<?> next = poll(); next != null; next = poll()) {
            next.start();
        }
    }

    private synchronized Read<?> poll() {
        Read<?> next = running < maxRunning ? waiting.poll() : null;
        if (next == null) {
            starting = false;
        } else {
            activate(next);
        }
        return next;
    }

    private final class Read<T> {

        private final Supplier<Uni<T>> work;
        private final boolean limited;
        private final UniEmitter<? super T> emitter;
        private Cancellable subscription;
        private boolean cancelled;

        Read(Supplier<Uni<T>> work, boolean limited, UniEmitter<? super T> emitter) {
            this.work = work;
            this.limited = limited;
            this.emitter = emitter;
        }

        void start() {
            Cancellable started;
            try {
                started = work.get().subscribe().with(this::succeed, this::fail);
            } catch (RuntimeException failure) {
                fail(failure);
                return;
            }
            synchronized (this) {
                subscription = started;
                if (!cancelled) {
                    return;
                }
            }
            started.cancel();
        }

        private void succeed(T item) {
            finished(this);
            emitter.complete(item);
        }

        private void fail(Throwable failure) {
            finished(this);
            emitter.fail(failure);
        }

        void cancel() {
            Cancellable running;
            synchronized (this) {
                cancelled = true;
                running = subscription;
            }
            if (running != null) {
                running.cancel();
            }
        }
    }
}
