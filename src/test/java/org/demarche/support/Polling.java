package org.demarche.support;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import static org.awaitility.pollinterval.IterativePollInterval.iterative;

/**
 * Waits for what another thread or process does. Most of it takes milliseconds, so the first checks follow one another
 * quickly; on a busy machine it may take long, so the deadline is generous.
 */
public final class Polling {

    private static final Duration FIRST_INTERVAL = Duration.ofMillis(1);
    private static final Duration MAX_INTERVAL = Duration.ofMillis(100);
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private Polling() {}

    public static ConditionFactory await() {
        return Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(iterative(Polling::longer, FIRST_INTERVAL))
                .atMost(MAX_WAIT);
    }

    private static Duration longer(Duration interval) {
        Duration twice = interval.multipliedBy(2);
        return twice.compareTo(MAX_INTERVAL) < 0 ? twice : MAX_INTERVAL;
    }
}
