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

    public static UnavailableException locked(Throwable cause) {
        return new UnavailableException(
                "The same objects are being written by someone else, such as an import, and nothing has been written here."
                        + " Retry in a few seconds.",
                cause);
    }

    public static UnavailableException overloaded() {
        return new UnavailableException(
                "The service has too many requests at the moment. Retry in a few seconds.", null);
    }

    public static UnavailableException timeout(Throwable cause) {
        return new UnavailableException(
                "The database took too long to answer this request. Retry in a few seconds, or request less.", cause);
    }

    /** The first comparison of countries after a start reads all of their positions. */
    public static UnavailableException readingPositions() {
        return new UnavailableException(
                "The positions of all countries are still being read, as after each start. Retry in a few seconds.",
                null);
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
                        .formatted(seconds(limit)),
                null);
    }

    /**
     * @param limit the time limit of a request
     * @param written how many of its mutations have been written
     */
    public static UnavailableException timeLimit(Duration limit, int written) {
        String outcome = written == 0
                ? "Nothing has been written. Retry in a few seconds."
                : "%d of its mutations %s been written, and nothing else. Read the objects again, or send the same requestKeys once more."
                        .formatted(written, written == 1 ? "has" : "have");
        return new UnavailableException(
                "The request took longer than %s s, the time limit of this service. %s"
                        .formatted(seconds(limit), outcome),
                null);
    }

    /** The connection was lost after the database was asked to commit. */
    public static UnavailableException unknownOutcome(Throwable cause) {
        return new UnavailableException(
                "The database became unavailable while this was written, and it is unknown whether it was. Read the object"
                        + " again, or send the same requestKey once more: nothing is written twice.",
                cause);
    }

    /** Nobody sees the message. */
    public static UnavailableException clientLeft() {
        return new UnavailableException("The client has closed the connection.", null);
    }

    private static String seconds(Duration duration) {
        String seconds = Double.toString(duration.toMillis() / 1000.0);
        return seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds;
    }
}
