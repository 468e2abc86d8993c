package org.demarche.database.driver;

/** A connection could not be made; the cause says why. */
final class ConnectionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConnectionFailedException(Throwable cause) {
        super("no connection to the database", cause, false, false);
    }
}
