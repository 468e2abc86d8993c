package org.demarche.importing.unvotes.file;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session of the General Assembly as the United Nations names it.
 *
 * @param regular the number of a regular session; null for a special one
 * @param special a special session such as S-10, or an emergency one such as ES-11; null for a regular one
 */
public record SessionName(Integer regular, String special) {

    private static final Pattern REGULAR = Pattern.compile("0*(\\d{1,3})(\\.0)?");
    private static final Pattern SPECIAL =
            Pattern.compile("(?<before>E?S)-?0*(?<after>\\d{1,3})|0*(?<number>\\d{1,3})(?<kind>EMSP|SP)");
    private static final Pattern IN_SYMBOL =
            Pattern.compile("(?:A/RES/)?(?<session>(?:E?S-)?\\d{1,3})/.*|.*\\((?<kind>E?S-)?(?<roman>[IVXLC]+)\\).*");

    /** "79", "10emsp", "29sp", "ES-10" or "S-30". */
    static Optional<SessionName> of(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        Matcher regular = REGULAR.matcher(name);
        if (regular.matches()) {
            int number = Integer.parseInt(regular.group(1));
            return Sessions.isSession(number) ? Optional.of(new SessionName(number, null)) : Optional.empty();
        }
        Matcher special = SPECIAL.matcher(name);
        if (!special.matches()) {
            return Optional.empty();
        }
        return special.group("before") != null
                ? special(special.group("before"), special.group("after"))
                : special("SP".equals(special.group("kind")) ? "S" : "ES", special.group("number"));
    }

    /** The session in the symbol of a resolution: A/RES/79/1, A/RES/ES-11/1, A/RES/2647(XXV) or A/RES/1238(ES-III). */
    static Optional<SessionName> ofSymbol(String symbol) {
        Matcher parts = IN_SYMBOL.matcher(symbol.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        if (parts.group("session") != null) {
            return of(parts.group("session"));
        }
        String kind = parts.group("kind") == null ? "" : parts.group("kind");
        return of(kind + arabic(parts.group("roman")));
    }

    /**
     * The regular session with which the votes of this session are counted: a special session with the regular one that
     * begins in the same year, as in the academic publication.
     */
    int countedWith(LocalDate day) {
        return regular != null ? regular : Math.max(1, Sessions.beginningIn(day.getYear()));
    }

    private static Optional<SessionName> special(String kind, String number) {
        return Optional.of(new SessionName(null, kind + "-" + number));
    }

    private static int arabic(String roman) {
        int sum = 0;
        int next = 0;
        for (int i = roman.length() - 1; i >= 0; i--) {
            int value =
                    switch (roman.charAt(i)) {
                        case 'I' -> 1;
                        case 'V' -> 5;
                        case 'X' -> 10;
                        case 'L' -> 50;
                        default -> 100;
                    };
            sum += value < next ? -value : value;
            next = value;
        }
        return sum;
    }
}
