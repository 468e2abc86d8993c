package org.demarche.error;

import java.time.Duration;

/**
 * A valid request cannot be answered now because of the database or of too much load. It may succeed when the client
 * retries it. The message is sent to the client unchanged.
 */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When clients should retry: a database that restarts is available again within seconds. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private UnavailableException(String message, Throwable cause) {
        super(message, cause, false, false);
    }

    public static UnavailableException noDatabase(Throwable cause) {
        return new UnavailableException("The database is not available at the moment. Retry in a few seconds.", cause);
    }

    public static UnavailableException databaseOverloaded(Throwable cause) {
        return new UnavailableException(
                "The database has too many requests at the moment. Retry in a few seconds.", cause);
    }

    public static UnavailableException overloaded() {
        return new UnavailableException(
                "The service has too many requests at the moment. Retry in a few seconds.", null);
    }

    public static UnavailableException timeout(Throwable cause) {
        return new UnavailableException(
                "The database took too long to answer this request. Retry in a few seconds, or request less.", cause);
    }

    public static UnavailableException noKeys() {
        return new UnavailableException(
                "Access tokens cannot be verified at the moment: the keys of their issuer are not available. Retry in a few"
                        + " seconds, or leave the token out to read.",
                null);
    }

    /** @param limit the time limit of a request */
    public static UnavailableException timeLimit(Duration limit) {
        return new UnavailableException(
                "The request took longer than %s s, the time limit of this service. Request less, for example smaller pages or fewer lists, or retry in a few seconds."
                        .formatted(limit.toMillis() / 1000.0)
                        .replace(".0 s", " s"),
                null);
    }

    /** Nobody sees the message. */
    public static UnavailableException clientLeft() {
        return new UnavailableException("The client has closed the connection.", null);
    }
}
