package org.demarche.importing.unvotes.file;

/** A row that cannot be imported: the reason, under which rejected rows are counted, and what is wrong in this row. */
public final class InvalidRowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    InvalidRowException(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
