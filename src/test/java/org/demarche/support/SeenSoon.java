package org.demarche.support;

import java.time.Duration;

/**
 * A write of another process is seen by each request that is sent more than a second after it, however long the response takes
 * on a busy machine.
 */
public final class SeenSoon {

    private static final Duration DELAY = Duration.ofSeconds(1);

    private SeenSoon() {}

    /**
     * Call after the write. Repeats the assertion until it holds, at most until it has begun more than a second after the
     * write.
     *
     * @param assertion sends a request
     */
    public static void assertSeen(Runnable assertion) {
        long written = System.nanoTime();
        while (true) {
            long begun = System.nanoTime();
            try {
                assertion.run();
                return;
            } catch (AssertionError notSeen) {
                if (begun - written > DELAY.toNanos()) {
                    throw notSeen;
                }
            }
        }
    }
}
