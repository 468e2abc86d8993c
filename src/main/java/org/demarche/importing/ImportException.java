package org.demarche.importing;

/** Why nothing can be imported; the message is one line for whoever gave the file. */
public final class ImportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message, null, false, false);
    }
}
