package org.demarche.http.connection;

import java.util.concurrent.atomic.AtomicLong;

/** The memory of all answers that clients have not accepted yet. */
final class UnsentBytes {

    private final AtomicLong bytes = new AtomicLong();
    private final long budget;

    UnsentBytes(long budget) {
        this.budget = budget;
    }

    void add(long change) {
        bytes.addAndGet(change);
    }

    long sum() {
        return bytes.get();
    }

    /** Clients that accept nothing have to make room. */
    boolean isScarce() {
        return bytes.get() > budget;
    }
}
