package org.demarche.importing.csv;

import java.util.Map;

import de.siegmar.fastcsv.reader.CsvRecord;

/** One row of a table, which knows where it stands. */
public record CsvRow(String file, Map<String, Integer> places, CsvRecord record) {

    /** The column's value without white space around it; empty when there is none. */
    public String get(String column) {
        return record.getField(places.get(column)).strip();
    }

    public long line() {
        return record.getStartingLineNumber();
    }

    boolean isComplete() {
        return record.getFieldCount() == places.size();
    }

    String fieldsFound() {
        return "%d instead of %d".formatted(record.getFieldCount(), places.size());
    }
}
