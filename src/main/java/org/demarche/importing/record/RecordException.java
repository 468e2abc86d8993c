package org.demarche.importing.record;

import java.util.List;

/** A record is invalid. Each line of the message gives file, line, what is wrong and what is valid. */
public final class RecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordException(String message) {
        super(message, null, false, false);
    }

    static RecordException at(String file, int line, String reason) {
        return new RecordException("%s:%d: %s".formatted(file, line, reason));
    }

    static RecordException all(List<RecordException> errors) {
        return new RecordException(String.join(
                "\n", errors.stream().map(RecordException::getMessage).toList()));
    }
}
