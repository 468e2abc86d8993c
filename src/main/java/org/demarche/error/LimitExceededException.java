package org.demarche.error;

/** A request asks for more than one request may have. The message is sent to the client unchanged. */
public final class LimitExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long requested;
    private final long allowed;

    /** @param limit the name of the limit, as in the settings */
    public LimitExceededException(String limit, long requested, long allowed, String message) {
        super(message, null, false, false);
        this.limit = limit;
        this.requested = requested;
        this.allowed = allowed;
    }

    public String limit() {
        return limit;
    }

    /** What the request asks for; for amounts that are only known to be too large, a lower bound. */
    public long requested() {
        return requested;
    }

    public long allowed() {
        return allowed;
    }
}
