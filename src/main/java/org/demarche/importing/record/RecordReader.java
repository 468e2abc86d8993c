package org.demarche.importing.record;

import java.util.Iterator;
import java.util.List;

/** The entries of the files of a record, one file after the other. */
final class RecordReader {

    private final Iterator<RecordFile> files;
    private RecordEntries entries;

    RecordReader(List<RecordFile> files) {
        this.files = files.iterator();
    }

    /** Null at the end. */
    RecordEntry next() {
        while (true) {
            RecordEntry next = entries == null ? null : entries.next();
            if (next != null || !files.hasNext()) {
                return next;
            }
            entries = RecordParser.open(files.next());
        }
    }
}
