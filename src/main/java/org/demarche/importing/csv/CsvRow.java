package org.demarche.importing.csv;

import java.util.List;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvRecord;
import org.demarche.importing.InputRow;
import org.demarche.model.StorableText;

/** One row of a CSV file, with its file and line for messages. */
public final class CsvRow implements InputRow {

    /** What programs such as R write into an empty cell. */
    private static final String NOT_AVAILABLE = "NA";

    private final String file;
    private final CsvColumns columns;
    private final CsvRecord record;
    private final RecordedLines lines;

    CsvRow(String file, CsvColumns columns, CsvRecord record, RecordedLines lines) {
        this.file = file;
        this.columns = columns;
        this.record = record;
        this.lines = lines;
    }

    @Override
    public String file() {
        return file;
    }

    /** The value of the column without surrounding white space; empty if the field is empty or NA. */
    public String get(String column) {
        String value = getLiterally(column);
        return value.equals(NOT_AVAILABLE) ? "" : value;
    }

    /** As {@link #get}, for a column that the file need not have. */
    public String getOrEmpty(String column) {
        return columns.has(column) ? get(column) : "";
    }

    /** As {@link #get}, for a column in which NA can be a value: the code of Namibia. */
    public String getLiterally(String column) {
        return record.getField(columns.index(column)).strip();
    }

    @Override
    public long line() {
        return record.getStartingLineNumber();
    }

    /** Exactly as it is in the file, without the end of its last line. */
    @Override
    public String text() {
        String text = lines.text(line(), lineBreaks() + 1);
        return text != null
                ? text
                : record.getFields().stream().map(CsvRow::quoted).collect(Collectors.joining(","));
    }

    boolean isBlank() {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    /** Whether it has a field for each named column, and nothing behind the last column. */
    boolean isComplete() {
        List<String> fields = record.getFields();
        return fields.size() >= columns.named()
                && fields.stream().skip(columns.width()).allMatch(String::isBlank);
    }

    /** For a row that is not complete. A quotation mark that is not closed swallows the lines that follow. */
    String fieldCounts() {
        int breaks = lineBreaks();
        return "%d instead of %d%s"
                .formatted(
                        record.getFieldCount(),
                        columns.named(),
                        breaks == 0 ? "" : " in %d lines: is a quotation mark missing?".formatted(breaks + 1));
    }

    /** What is wrong with a character that the database cannot store; null if all can be stored. */
    String invalidCharacter() {
        for (int i = 0; i < record.getFieldCount(); i++) {
            String character = StorableText.invalidCharacter(record.getField(i));
            if (character != null) {
                return "%s contains the character %s".formatted(columns.name(i), character);
            }
        }
        return null;
    }

    private int lineBreaks() {
        return record.getFields().stream().mapToInt(CsvRow::lineBreaks).sum();
    }

    private static int lineBreaks(String field) {
        int breaks = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean secondOfPair = c == '\n' && i > 0 && field.charAt(i - 1) == '\r';
            breaks += (c == '\n' || c == '\r') && !secondOfPair ? 1 : 0;
        }
        return breaks;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
