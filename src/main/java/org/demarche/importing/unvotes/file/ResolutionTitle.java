package org.demarche.importing.unvotes.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The title of a vote, from what the files of the United Nations call the resolution. */
public final class ResolutionTitle {

    /** " : resolution / adopted by the General Assembly", also misspelt. */
    private static final Pattern CATALOGUE_SUFFIX =
            Pattern.compile("\\s*:\\s*res\\w+\\s*/.*$", Pattern.CASE_INSENSITIVE);

    /** The Security Council's resolutions have no titles; the library describes them in brackets. */
    private static final Pattern DESCRIPTION = Pattern.compile("\\[\\s*(on\\s[^\\[\\]]+?)\\s*]");

    private static final Pattern COUNCIL_SYMBOL = Pattern.compile("S/RES/(\\d+)\\s*\\((\\d{4})\\)");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    private ResolutionTitle() {}

    /**
     * @param symbol null if the vote has none
     * @param written null or empty if the file has none
     * @param agenda the title of the agenda item; null or empty if the file has none
     */
    static String of(Body body, String symbol, String written, String agenda) {
        return body == Body.SECURITY_COUNCIL
                ? council(symbol, plain(written), plain(agenda))
                : assembly(symbol, plain(written), plain(agenda));
    }

    private static String assembly(String symbol, String written, String agenda) {
        String title = CATALOGUE_SUFFIX.matcher(written).replaceFirst("");
        if (!title.isEmpty()) {
            return title;
        }
        return agenda.isEmpty() ? unnamed(Body.GENERAL_ASSEMBLY, symbol) : agenda;
    }

    private static String council(String symbol, String written, String agenda) {
        Matcher number = symbol == null ? null : COUNCIL_SYMBOL.matcher(symbol);
        if (number == null || !number.matches()) {
            return written.isEmpty() ? unnamed(Body.SECURITY_COUNCIL, symbol) : written;
        }
        String name = "Security Council resolution %s (%s)".formatted(number.group(1), number.group(2));
        Matcher description = DESCRIPTION.matcher(written);
        if (description.find()) {
            return name + " " + description.group(1);
        }
        return agenda.isEmpty() ? name : name + ": " + agenda;
    }

    private static String unnamed(Body body, String symbol) {
        return symbol == null
                ? "Vote of the %s".formatted(body.title())
                : "%s resolution %s".formatted(body.title(), symbol);
    }

    /** Some end with a full stop. */
    private static String plain(String text) {
        String plain = text == null ? "" : SPACES.matcher(text).replaceAll(" ").strip();
        return plain.endsWith(".") && !plain.endsWith("..") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
