package org.demarche.importing.record;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of a record. It is read more than once, and never as a whole.
 *
 * @param name for messages
 */
public record RecordFile(String name, Content content) {

    /** JSON begins so, and YAML may. */
    private static final Pattern JSON_START = Pattern.compile("\\s*\\{\\s*[\"}].*", Pattern.DOTALL);

    /** A text that has the same characters each time. */
    @FunctionalInterface
    public interface Content {
        Reader open() throws IOException;
    }

    public static RecordFile of(String name, String text) {
        return new RecordFile(name, () -> new StringReader(text));
    }

    Reader open() {
        try {
            return content.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isNamedJson() {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.endsWith(".json") || lowerCase.endsWith(".json.gz");
    }

    boolean isBlank() {
        return beginning(1).isEmpty();
    }

    boolean beginsLikeJson() {
        return JSON_START.matcher(beginning(2)).matches();
    }

    /** The first characters that are no white space. */
    private String beginning(int length) {
        StringBuilder found = new StringBuilder();
        try (Reader reader = open()) {
            for (int next = reader.read(); next >= 0 && found.length() < length; next = reader.read()) {
                if (!Character.isWhitespace(next)) {
                    found.append((char) next);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found.toString();
    }
}
