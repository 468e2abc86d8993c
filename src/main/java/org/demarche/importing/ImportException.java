package org.demarche.importing;

/** The input cannot be imported. The message is one line for the person who runs the import. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message, null, false, false);
    }
}
