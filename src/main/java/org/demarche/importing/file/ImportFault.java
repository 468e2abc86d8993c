package org.demarche.importing.file;

/** Why nothing can be imported; the message is one line for whoever gave the file. */
public final class ImportFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ImportFault(String message) {
        super(message, null, false, false);
    }
}
