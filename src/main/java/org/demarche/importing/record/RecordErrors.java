package org.demarche.importing.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The errors of a record. Reading continues after one, so that all are reported together. */
final class RecordErrors {

    /** Of the errors that are listed, the others are counted. */
    static final int LISTED = 1000;

    private final List<RecordException> listed = new ArrayList<>();
    private int others;

    void add(RecordException error) {
        if (listed.size() < LISTED) {
            listed.add(error);
        } else {
            others++;
        }
    }

    /** Null after an error, which is added. */
    <T> T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (RecordException error) {
            add(error);
            return null;
        }
    }

    boolean isEmpty() {
        return listed.isEmpty();
    }

    void throwIfAny() {
        if (!listed.isEmpty()) {
            throw RecordException.all(listed, others);
        }
    }
}
