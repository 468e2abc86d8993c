package org.demarche.database;

import org.demarche.error.StartupException;

/** The database schema is not at the version that this program needs; the message says what to do. */
public final class SchemaVersionException extends StartupException {

    private static final long serialVersionUID = 1L;

    SchemaVersionException(String message) {
        super(message);
    }
}
