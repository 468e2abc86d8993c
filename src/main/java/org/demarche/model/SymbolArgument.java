package org.demarche.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.demarche.error.ClientErrorException;

/**
 * The symbols of resolutions as people write them: all that {@link ResolutionSymbol} reads, the names of the bodies instead
 * of A and S, and the numbers of the General Assembly until 1976 without the session.
 */
public final class SymbolArgument {

    /** In characters. The longest symbol with words has about half as many. */
    private static final int MAX_LENGTH = 100;

    private static final String RESOLUTION = "(?: RESOLUTION| RES\\.?)?+ ";
    private static final Pattern ASSEMBLY =
            Pattern.compile("^(?:(?:UN )?(?:UNGA|GA|GENERAL ASSEMBLY)" + RESOLUTION + "|UNGAR )(?:A/)?(?:RES/)?");
    private static final Pattern COUNCIL =
            Pattern.compile("^(?:(?:UN )?(?:UNSC|SC|SECURITY COUNCIL)" + RESOLUTION + "|UNSCR )(?:S/)?(?:RES/)?");

    private static final Pattern WITHOUT_SESSION = Pattern.compile("A/RES/0*+(?<count>\\d{1,4})");
    private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]++");

    private SymbolArgument() {}

    /** The symbol in canonical form, perhaps without the session or year. Empty for what is not the symbol of a resolution. */
    public static Optional<String> canonical(String written) {
        if (written.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = SPACES.matcher(written).replaceAll(" ").strip().toUpperCase(Locale.ROOT);
        String symbol =
                COUNCIL.matcher(ASSEMBLY.matcher(text).replaceFirst("A/RES/")).replaceFirst("S/RES/");
        return ResolutionSymbol.of(symbol).map(ResolutionSymbol::toString).or(() -> withoutSession(symbol));
    }

    /** Rejects what cannot be a symbol. A well-formed one that nothing has matches nothing. */
    public static String[] checked(String argument, List<String> symbols) {
        return symbols.stream()
                .map(symbol -> canonical(symbol)
                        .orElseThrow(() -> ClientErrorException.invalid(
                                argument,
                                "'%s' is not the symbol of a resolution; write A/RES/68/262, A/RES/2758(XXVI) or"
                                                .formatted(symbol)
                                        + " S/RES/2722(2024)")))
                .toArray(String[]::new);
    }

    private static Optional<String> withoutSession(String symbol) {
        Matcher found = WITHOUT_SESSION.matcher(symbol);
        return found.matches() ? Optional.of("A/RES/" + found.group("count")) : Optional.empty();
    }
}
