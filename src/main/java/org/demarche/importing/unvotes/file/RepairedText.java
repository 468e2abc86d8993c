package org.demarche.importing.unvotes.file;

import java.util.regex.Pattern;

/**
 * A title and a description with their quoting repaired: the source writes some quotation marks as backslashes and, where
 * one is not closed, has the following columns inside the text.
 */
public record RepairedText(String title, String description, boolean repaired) {

    private static final Pattern SWALLOWED_FLAGS = Pattern.compile("(\\t[01]?)+$");
    private static final Pattern BACKSLASHES = Pattern.compile("\\\\+\"*");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Cc}]+");

    public static RepairedText of(String title, String description) {
        int tab = title.indexOf('\t');
        String wholeTitle = tab < 0 ? title : title.substring(0, tab);
        String wholeDescription = tab < 0 ? description : title.substring(tab + 1);
        String cleanTitle = clean(wholeTitle);
        String cleanDescription = clean(wholeDescription);
        boolean broken = title.indexOf('\\') >= 0 || tab >= 0 || description.indexOf('\\') >= 0;
        return new RepairedText(cleanTitle, cleanDescription, broken || description.indexOf('\t') >= 0);
    }

    /** Null when no text remains. */
    private static String clean(String text) {
        String clean = SWALLOWED_FLAGS.matcher(text).replaceFirst("");
        if (clean.indexOf('\\') >= 0) {
            clean = BACKSLASHES.matcher(clean).replaceAll("\"");
            boolean odd = clean.chars().filter(c -> c == '"').count() % 2 == 1;
            clean = odd && clean.endsWith("\"") ? clean.substring(0, clean.length() - 1) : clean;
        }
        clean = WHITE_SPACE.matcher(clean).replaceAll(" ").strip();
        return clean.isEmpty() ? null : clean;
    }
}
