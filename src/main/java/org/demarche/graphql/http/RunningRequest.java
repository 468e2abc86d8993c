package org.demarche.graphql.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.RequestReads;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.Admission;

/**
 * A request in execution. It ends when it has been answered, when its time limit has passed, or when its client leaves. In
 * the last two cases its statements are cancelled, and what is still computed for it is ignored. Used in the request's
 * Vert.x context only, except for {@link #expire}.
 */
final class RunningRequest {

    private final RunningRequests requests;
    private final long start;
    private final Admission.Slot slot;
    private final RequestReads reads;
    private final Runnable onTimeout;
    private final Context context = Vertx.currentContext();
    private boolean ended;

    RunningRequest(RunningRequests requests, long start, Admission.Slot slot, RequestReads reads, Runnable onTimeout) {
        this.requests = requests;
        this.start = start;
        this.slot = slot;
        this.reads = reads;
        this.onTimeout = onTimeout;
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

    void expire() {
        context.runOnContext(ignored -> {
            if (!ended) {
                // The answer first: whatever waits for the reads may compute for long when they fail.
                onTimeout.run();
                end(requests.timeLimitPassed());
            }
        });
    }

    private boolean end(UnavailableException reason) {
        if (!finish()) {
            return false;
        }
        reads.end(reason);
        slot.leave();
        return true;
    }
}
