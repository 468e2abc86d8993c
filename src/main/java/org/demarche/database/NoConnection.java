package org.demarche.database;

/** A connection could not be made; the cause says why. */
final class NoConnection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoConnection(Throwable cause) {
        super("no connection to the database", cause, false, false);
    }
}
