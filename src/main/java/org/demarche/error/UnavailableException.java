package org.demarche.error;

import java.time.Duration;

/**
 * The request is right and the service well, but what it stands on is not to be had just now; the same request may
 * succeed in a moment. Its message is shown as it is.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** After which to ask again: a database that has been restarted is back within seconds. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private UnavailableException(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    public static UnavailableException away(Throwable cause) {
        return new UnavailableException("The database cannot be reached just now; ask again in a moment.", cause);
    }

    public static UnavailableException busy(Throwable cause) {
        return new UnavailableException(
                "There is more to do than the database can just now; ask again in a moment.", cause);
    }

    public static UnavailableException crowded() {
        return new UnavailableException("More is asked than can be answered just now; ask again in a moment.", null);
    }

    public static UnavailableException tooLong(Throwable cause) {
        return new UnavailableException(
                "The database took too long for this; ask again in a moment, or for less.", cause);
    }
}
