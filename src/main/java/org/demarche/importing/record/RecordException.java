package org.demarche.importing.record;

import java.util.List;

/** A record that says something that cannot be; each message names the file and line, what is wrong and what is right. */
public final class RecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordException(String message) {
        super(message, null, false, false);
    }

    static RecordException at(String file, int line, String reason) {
        return new RecordException("%s:%d: %s".formatted(file, line, reason));
    }

    static RecordException all(List<RecordException> faults) {
        return new RecordException(String.join(
                "\n", faults.stream().map(RecordException::getMessage).toList()));
    }
}
