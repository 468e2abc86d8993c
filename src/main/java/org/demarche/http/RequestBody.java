package org.demarche.http;

import java.util.Arrays;

import io.vertx.core.buffer.Buffer;

/** The bytes of a body that have arrived so far. They take the memory that has been reserved for them and no more. */
public final class RequestBody {

    /** In bytes; reserved for nobody, because the number of connections limits it. Most bodies are smaller. */
    public static final int FREE = 8 * 1024;

    private final BodyBudget budget;
    private final int max;
    private byte[] bytes = new byte[0];
    private int length;
    private long reserved;

    /** @param max in bytes; the declared length, or the limit for a body without one */
    public RequestBody(BodyBudget budget, int max) {
        this.budget = budget;
        this.max = max;
    }

    public boolean fits(Buffer more) {
        return more.length() <= max - length;
    }

    /** Whether there was memory for these bytes, which fit. */
    public boolean append(Buffer more) {
        int needed = length + more.length();
        if (needed > bytes.length && !grow(needed)) {
            return false;
        }
        more.getBytes(0, more.length(), bytes, length);
        length = needed;
        return true;
    }

    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    boolean hasReserved() {
        return reserved > 0;
    }

    public void release() {
        budget.release(reserved);
        reserved = 0;
        bytes = new byte[0];
    }

    private boolean grow(int needed) {
        // Doubled, so that many small pieces are not copied each time; up to max, which is often the exact length.
        int capacity = bytes.length == 0 ? needed : (int) Math.min(max, Math.max(needed, 2L * bytes.length));
        long more = Math.max(0, capacity - FREE) - reserved;
        if (more > 0 && !budget.reserve(more)) {
            return false;
        }
        reserved += Math.max(0, more);
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }
}
