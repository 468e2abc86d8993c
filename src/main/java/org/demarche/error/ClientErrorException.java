package org.demarche.error;

/**
 * What a caller got wrong, in words for the caller: which argument, what is wrong with it, what would be right.
 * Its message is shown as it is; every other exception's never.
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

    public ErrorCode code() {
        return code;
    }
}
