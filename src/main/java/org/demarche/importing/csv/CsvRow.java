package org.demarche.importing.csv;

import java.util.Map;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.demarche.importing.InputRow;

/** One row of a CSV file, with its file and line for messages. */
public record CsvRow(String file, Map<String, Integer> columnIndexes, CsvRecord record) implements InputRow {

    /** The value of the column without surrounding white space; empty if the field is empty. */
    public String get(String column) {
        return record.getField(columnIndexes.get(column)).strip();
    }

    /** As {@link #get}, for a column that the file need not have. */
    public String getOrEmpty(String column) {
        return columnIndexes.containsKey(column) ? get(column) : "";
    }

    @Override
    public long line() {
        return record.getStartingLineNumber();
    }

    @Override
    public String text() {
        return String.join(",", record.getFields());
    }

    boolean isComplete() {
        return record.getFieldCount() == columnIndexes.size();
    }

    String fieldCounts() {
        return "%d instead of %d".formatted(record.getFieldCount(), columnIndexes.size());
    }
}
