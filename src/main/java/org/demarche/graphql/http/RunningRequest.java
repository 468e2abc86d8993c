package org.demarche.graphql.http;

import java.util.function.Consumer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.RequestReads;
import org.demarche.database.RequestWrites;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.Admission;

/**
 * A request in execution. It ends when it has been answered, when its time limit has passed, or when its client leaves. In
 * the last two cases its statements are cancelled, and what is still computed for it is ignored; a transaction in progress
 * is rolled back. While one is being committed the time limit waits, so that the answer says what has been written. Used in
 * the request's Vert.x context only, except for {@link #expire} and {@link #isCommitting}.
 */
final class RunningRequest {

    private final RunningRequests requests;
    private final long start;
    private final Admission.Slot slot;
    private final RequestReads reads;
    private final RequestWrites writes;
    private final Consumer<UnavailableException> onTimeout;
    private final Context context = Vertx.currentContext();
    private boolean ended;

    RunningRequest(
            RunningRequests requests,
            long start,
            Admission.Slot slot,
            RequestReads reads,
            RequestWrites writes,
            Consumer<UnavailableException> onTimeout) {
        this.requests = requests;
        this.start = start;
        this.slot = slot;
        this.reads = reads;
        this.writes = writes;
        this.onTimeout = onTimeout;
    }

    /** On which it is executed. */
    Context context() {
        return context;
    }

    long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /**
     * To be called when the answer is known.
     *
     * @return false if nobody waits for it any more
     */
    boolean finish() {
        if (ended) {
            return false;
        }
        ended = true;
        requests.remove(this);
        return true;
    }

    /** To be called when nothing is executed for the request any more. */
    void leave() {
        finish();
        slot.leave();
    }

    /** @return false if the request had ended before */
    boolean clientLeft() {
        return end(UnavailableException.clientLeft());
    }

    boolean isCommitting() {
        return writes.isCommitting();
    }

    void expire() {
        context.runOnContext(ignored -> {
            if (ended) {
                return;
            }
            if (isCommitting()) {
                requests.add(this);
                return;
            }
            UnavailableException reason = requests.timeLimitPassed(writes);
            // The answer first: whatever waits for the reads may compute for long when they fail.
            onTimeout.accept(reason);
            end(reason);
        });
    }

    private boolean end(UnavailableException reason) {
        if (!finish()) {
            return false;
        }
        writes.end(reason);
        reads.end(reason);
        slot.leave();
        return true;
    }
}
