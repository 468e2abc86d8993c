package org.demarche.error;

/**
 * A mistake of the client. The message tells the client which argument is wrong, why, and what would be right. It is
 * sent unchanged; the messages of unexpected exceptions are never sent.
 */
public final class ClientErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private ClientErrorException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static ClientErrorException invalid(String argument, String reason) {
        return new ClientErrorException(ErrorCode.INVALID_ARGUMENT, argument + ": " + reason + ".");
    }

    public static ClientErrorException invalidCursor(String argument, String reason) {
        return new ClientErrorException(ErrorCode.INVALID_CURSOR, argument + ": " + reason + ".");
    }

    public static ClientErrorException notFound(String argument, String reason) {
        return new ClientErrorException(ErrorCode.NOT_FOUND, argument + ": " + reason + ".");
    }

    /** The way in which the request was sent is the mistake. */
    public static ClientErrorException invalidRequest(String message) {
        return new ClientErrorException(ErrorCode.INVALID_REQUEST, message);
    }

    /** The document is the mistake, not the value of an argument. */
    public static ClientErrorException invalidQuery(String message) {
        return new ClientErrorException(ErrorCode.INVALID_QUERY, message);
    }

    /** @param retryAfter in seconds */
    public static ClientErrorException rateLimited(int perMinute, long retryAfter) {
        return new ClientErrorException(
                ErrorCode.RATE_LIMITED,
                "This client has requested more than a cost of %d per minute, the limit of this service. Retry in %d s, or request less."
                        .formatted(perMinute, retryAfter));
    }

    /** There is no access token, or it is not valid. */
    public static ClientErrorException unauthenticated(String message) {
        return new ClientErrorException(ErrorCode.UNAUTHENTICATED, message);
    }

    /** The caller is known and may not do this. */
    public static ClientErrorException forbidden(String message) {
        return new ClientErrorException(ErrorCode.FORBIDDEN, message);
    }

    /** The same mistake in other words, for a caller that has other names for things. */
    public static ClientErrorException restated(ClientErrorException mistake, String message) {
        return new ClientErrorException(mistake.code, message);
    }

    public ErrorCode code() {
        return code;
    }
}
