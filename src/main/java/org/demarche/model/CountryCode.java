package org.demarche.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.demarche.error.ClientErrorException;

/**
 * Country codes as clients write them: ISO 3166 alpha-2, alpha-3 or alpha-4, or a common abbreviation such as FYROM, in any
 * case, with or without points.
 */
public final class CountryCode {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2,5}");

    private CountryCode() {}

    /** In capitals, without points, and without white space around it. */
    public static String normalized(String code) {
        return code.strip().replace(".", "").toUpperCase(Locale.ROOT);
    }

    /** Rejects what cannot be a code, such as a name. A well-formed code that names no country matches nothing. */
    public static List<String> checked(String argument, List<String> codes) {
        return codes.stream().map(code -> checked(argument, code)).toList();
    }

    private static String checked(String argument, String code) {
        String normalized = normalized(code);
        if (!FORM.matcher(normalized).matches()) {
            throw ClientErrorException.invalid(
                    argument,
                    "'%s' is not a country code; write ISO 3166-1 alpha-2 (RU) or alpha-3 (RUS), or ISO 3166-3 (SUHH)"
                            .formatted(code));
        }
        return normalized;
    }
}
