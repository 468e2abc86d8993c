package org.demarche.importing.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.stream.IntStream;

/**
 * What stands between the fields of a CSV file. Spreadsheets of countries that write a comma in numbers separate fields by
 * semicolons, and copies from tables have tabs.
 */
final class FieldSeparator {

    /** The first is taken if none is in the line. */
    private static final String KNOWN = ",;\t";

    /** In characters: more than the names of the columns of any table have. */
    private static final int MAX_LINE = 16 * 1024;

    private FieldSeparator() {}

    /**
     * The character that occurs most in the first line, outside of quotation marks.
     *
     * @param reader supports marks; reads the same again afterwards
     */
    static char of(Reader reader) throws IOException {
        int[] counts = new int[KNOWN.length()];
        boolean quoted = false;
        reader.mark(MAX_LINE);
        int next = reader.read();
        for (int length = 1; next >= 0 && (quoted || next != '\n' && next != '\r') && length < MAX_LINE; length++) {
            quoted ^= next == '"';
            if (!quoted && KNOWN.indexOf(next) >= 0) {
                counts[KNOWN.indexOf(next)]++;
            }
            next = reader.read();
        }
        reader.reset();
        int most = IntStream.range(0, counts.length)
                .reduce((one, other) -> counts[other] > counts[one] ? other : one)
                .orElseThrow();
        return KNOWN.charAt(most);
    }
}
