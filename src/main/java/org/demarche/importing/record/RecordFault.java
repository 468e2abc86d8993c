package org.demarche.importing.record;

import java.util.List;

/** A record that says something that cannot be; each message names the file and line, what is wrong and what is right. */
public final class RecordFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RecordFault(String message) {
        super(message, null, false, false);
    }

    static RecordFault at(String file, int line, String reason) {
        return new RecordFault("%s:%d: %s".formatted(file, line, reason));
    }

    static RecordFault all(List<RecordFault> faults) {
        return new RecordFault(
                String.join("\n", faults.stream().map(RecordFault::getMessage).toList()));
    }
}
