package org.demarche.importing.csv;

import java.io.IOException;
import java.io.Reader;

/**
 * Passes text on to a parser and keeps the lines that the parser has read ahead, so that a row can be repeated exactly as
 * it is in the file. Lines end with LF, CR or both, as for the parser.
 */
final class RecordedLines extends Reader {

    /** In characters: above it, lines that are no longer needed are dropped. */
    private static final int MAX_KEPT = 256 * 1024;

    private final Reader reader;
    private final StringBuilder kept = new StringBuilder();

    /** The number of the line that begins at the offset, and the first line that is needed. */
    private long line = 1;

    private int offset;
    private long needed = 1;

    RecordedLines(Reader reader) {
        super(reader);
        this.reader = reader;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (kept.length() > MAX_KEPT) {
            moveTo(needed);
            kept.delete(0, offset);
            offset = 0;
        }
        int read = reader.read(buffer, from, length);
        if (read > 0) {
            kept.append(buffer, from, read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /** Lines before this one will not be asked for. The first line is 1. */
    void discardBefore(long first) {
        needed = first;
    }

    /** The text of the lines, without the end of the last one. Null if they have been discarded. */
    String text(long first, int count) {
        if (first < line) {
            return null;
        }
        moveTo(first);
        int end = endOfLine(offset);
        for (int i = 1; i < count; i++) {
            end = endOfLine(nextLine(end));
        }
        return kept.substring(offset, end);
    }

    private void moveTo(long wanted) {
        for (; line < wanted; line++) {
            offset = nextLine(endOfLine(offset));
        }
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < kept.length() && kept.charAt(end) != '\n' && kept.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private int nextLine(int end) {
        boolean both = kept.length() > end + 1 && kept.charAt(end) == '\r' && kept.charAt(end + 1) == '\n';
        return Math.min(kept.length(), both ? end + 2 : end + 1);
    }
}
