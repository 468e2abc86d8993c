package org.demarche.model;

/** Which texts PostgreSQL can store as UTF-8: those without U+0000 and without one half of a surrogate pair. */
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
}
