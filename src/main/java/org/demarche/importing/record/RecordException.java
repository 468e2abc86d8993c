package org.demarche.importing.record;

import java.util.ArrayList;
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

    /** @param others how many more there are */
    static RecordException all(List<RecordException> errors, int others) {
        List<String> lines =
                new ArrayList<>(errors.stream().map(RecordException::getMessage).toList());
        if (others > 0) {
            lines.add("and %,d more".formatted(others));
        }
        return new RecordException(String.join("\n", lines));
    }
}
