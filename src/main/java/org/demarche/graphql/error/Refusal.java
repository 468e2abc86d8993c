package org.demarche.graphql.error;

/**
 * What a caller got wrong, in words for the caller: which argument, what is wrong with it, what would be right.
 * Its message is shown as it is; every other exception's never.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public static Refusal invalid(String argument, String reason) {
        return new Refusal(ErrorCode.INVALID_ARGUMENT, argument + ": " + reason + ".");
    }

    public static Refusal invalidCursor(String argument, String reason) {
        return new Refusal(ErrorCode.INVALID_CURSOR, argument + ": " + reason + ".");
    }

    public static Refusal notFound(String argument, String reason) {
        return new Refusal(ErrorCode.NOT_FOUND, argument + ": " + reason + ".");
    }

    public ErrorCode code() {
        return code;
    }
}
