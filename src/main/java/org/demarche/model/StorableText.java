package org.demarche.model;

import java.text.Normalizer;

/**
 * Which texts PostgreSQL can store as UTF-8: those without U+0000 and without one half of a surrogate pair. And the form in
 * which texts that people write are stored.
 */
public final class StorableText {

    private StorableText() {}

    /** The first character that cannot be stored, such as U+0000; null if there is none. */
    public static String invalidCharacter(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return "U+%04X".formatted(c);
            }
        }
        return null;
    }

    /** A control character that nobody types on purpose, such as U+0007; null if there is none. */
    public static String controlCharacter(String text, boolean severalLines) {
        return text.codePoints()
                .filter(Character::isISOControl)
                .filter(c -> !(severalLines && (c == '\n' || c == '\r' || c == '\t')))
                .mapToObj("U+%04X"::formatted)
                .findFirst()
                .orElse(null);
    }

    /** In Unicode's normalization form C, with plain line feeds and without white space around it. */
    public static String normalized(String text) {
        return Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC)
                .strip();
    }

    /** Whether nothing of the text can be seen. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(StorableText::isInvisible);
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
