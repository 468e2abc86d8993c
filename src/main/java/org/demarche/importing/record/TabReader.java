package org.demarche.importing.record;

import java.io.StringReader;

import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Shows SnakeYAML's scanner a blank for a tab that separates: after a colon, say. The scanner skips only blanks there,
 * though YAML allows tabs. It still refuses those that indent a line, and those after the dash of a list, which would
 * indent what follows. Texts keep their tabs: the scanner copies them from the reader, and peeks only to find their end.
 */
final class TabReader extends StreamReader {

    /** What ends a token by itself. */
    private static final String BEFORE_TABS = ":,[]{}'\"";

    private int last;

    TabReader(String text) {
        super(new StringReader(text));
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int index) {
        int next = super.peek(index);
        return next == '\t' && BEFORE_TABS.indexOf(last) >= 0 && isBlankUntil(index) ? ' ' : next;
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

    private boolean isBlankUntil(int index) {
        for (int i = 0; i < index; i++) {
            if (super.peek(i) != ' ' && super.peek(i) != '\t') {
                return false;
            }
        }
        return true;
    }
}
