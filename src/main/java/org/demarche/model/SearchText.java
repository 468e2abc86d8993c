package org.demarche.model;

import org.demarche.error.ClientErrorException;

/** The limit on texts to search for. */
public final class SearchText {

    /** In characters: longer than any title, and short enough for the parser of text searches. */
    private static final int MAX_LENGTH = 500;

    private SearchText() {}

    /** Null for null. */
    public static String checked(String argument, String text) {
        if (text != null && text.length() > MAX_LENGTH) {
            throw ClientErrorException.invalid(
                    argument, "the text has %d characters; search for at most %d".formatted(text.length(), MAX_LENGTH));
        }
        return text;
    }
}
