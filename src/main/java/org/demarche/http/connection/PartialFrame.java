package org.demarche.http.connection;

import org.demarche.http.BodyBudget;
import org.demarche.http.RequestBody;

/** The memory of a frame of a WebSocket that has not arrived completely: Netty keeps all of it until then. */
final class PartialFrame {

    private final BodyBudget budget;
    private long length;
    private long reserved;

    PartialFrame(BodyBudget budget) {
        this.budget = budget;
    }

    /** Whether there was memory for so many more bytes. */
    boolean add(int bytes) {
        length += bytes;
        long more = length - RequestBody.FREE - reserved;
        if (more <= 0) {
            return true;
        }
        if (!budget.reserve(more)) {
            return false;
        }
        reserved += more;
        return true;
    }

    /** To be called when the frame has arrived, or never will. */
    void complete() {
        length = 0;
        budget.release(reserved);
        reserved = 0;
    }
}
