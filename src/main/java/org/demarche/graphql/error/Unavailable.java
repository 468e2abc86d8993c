package org.demarche.graphql.error;

import java.time.Duration;

/**
 * The request is right and the service well, but what it stands on is not to be had just now; the same request may
 * succeed in a moment. Its message is shown as it is.
 */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** After which to ask again: a database that has been restarted is back within seconds. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Unavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    public static Unavailable away(Throwable cause) {
        return new Unavailable("The database cannot be reached just now; ask again in a moment.", cause);
    }

    public static Unavailable busy(Throwable cause) {
        return new Unavailable("There is more to do than the database can just now; ask again in a moment.", cause);
    }

    public static Unavailable crowded() {
        return new Unavailable("More is asked than can be answered just now; ask again in a moment.", null);
    }

    public static Unavailable tooLong(Throwable cause) {
        return new Unavailable("The database took too long for this; ask again in a moment, or for less.", cause);
    }
}
