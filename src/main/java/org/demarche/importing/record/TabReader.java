package org.demarche.importing.record;

import java.io.Reader;

import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Shows SnakeYAML's scanner a blank for a tab that separates: after a colon, say. The scanner skips only blanks there,
 * though YAML allows tabs. It still refuses those that indent a line, and those after the dash of a list that would
 * indent what follows: the first key of a mapping, or another dash. Texts keep their tabs: the scanner copies them from
 * the reader, and peeks only to find their end.
 */
final class TabReader extends StreamReader {

    /** What ends a token by itself. */
    private static final String BEFORE_TABS = ":,[]{}'\"";

    private int last;

    TabReader(Reader text) {
        super(text);
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        int next = super.peek(index);
        return next == '\t' && separates() && isBlankUntil(index) ? ' ' : next;
    }

    @Override
    public void forward(int length) {
        last = length > 0 ? super.peek(length - 1) : last;
        super.forward(length);
    }

    @Override
    public String prefixForward(int length) {
        last = 0;
        return super.prefixForward(length);
    }

    private boolean separates() {
        return BEFORE_TABS.indexOf(last) >= 0 || last == '-' && !isIndentation();
    }

    /** Whether a list or mapping without brackets begins on the rest of the line. */
    private boolean isIndentation() {
        int from = 0;
        while (isBlank(super.peek(from))) {
            from++;
        }
        int first = super.peek(from);
        if ((first == '-' || first == '?') && isBlankOrEnd(super.peek(from + 1))) {
            return true;
        }
        if (first == '[' || first == '{') {
            return false;
        }
        int to = first == '"' || first == '\'' ? endOfQuoted(from) : from;
        return isFollowedByColon(to);
    }

    /** The index of the closing quote, or of the end of the line. */
    private int endOfQuoted(int from) {
        int quote = super.peek(from);
        int index = from + 1;
        while (!isEnd(super.peek(index)) && !isClosing(index, quote)) {
            index += isEscape(index, quote) ? 2 : 1;
        }
        return index;
    }

    private boolean isClosing(int index, int quote) {
        return super.peek(index) == quote && !isEscape(index, quote);
    }

    /** A quote is written twice between single quotes, and after a backslash between double ones. */
    private boolean isEscape(int index, int quote) {
        int next = super.peek(index);
        return quote == '"' ? next == '\\' : next == quote && super.peek(index + 1) == quote;
    }

    private boolean isFollowedByColon(int from) {
        for (int i = from; !isEnd(super.peek(i)); i++) {
            if (super.peek(i) == ':' && isBlankOrEnd(super.peek(i + 1))) {
                return true;
            }
            if (super.peek(i) == '#' && isBlank(super.peek(i - 1))) {
                return false;
            }
        }
        return false;
    }

    private static boolean isBlankOrEnd(int character) {
        return isBlank(character) || isEnd(character);
    }

    private static boolean isBlank(int character) {
        return character == ' ' || character == '\t';
    }

    /** Of the line or the file. */
    private static boolean isEnd(int character) {
        return character == '\n' || character == '\r' || character == '\0';
    }

    private boolean isBlankUntil(int index) {
        for (int i = 0; i < index; i++) {
            if (!isBlank(super.peek(i))) {
                return false;
            }
        }
        return true;
    }
}
