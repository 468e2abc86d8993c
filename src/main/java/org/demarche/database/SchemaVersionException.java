package org.demarche.database;

/** The tables are not as the program needs them; the message says what to do. */
public final class SchemaVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaVersionException(String message) {
        super(message, null, false, false);
    }
}
