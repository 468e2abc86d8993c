package org.demarche.database.embedded;

/** The embedded PostgreSQL cannot be started; the message says why and what to do. */
public final class EmbeddedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
