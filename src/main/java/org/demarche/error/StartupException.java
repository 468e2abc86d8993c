package org.demarche.error;

/** Stops the start of the program. The message tells the operator what to do, so the log shows it without a stack trace. */
public class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message, null, false, false);
    }
}
