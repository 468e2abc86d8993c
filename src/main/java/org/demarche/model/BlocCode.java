package org.demarche.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.demarche.error.ClientErrorException;

/** The short names of blocs, such as NATO: recorded in capitals, accepted from clients in any case. */
public final class BlocCode {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]*");

    private BlocCode() {}

    /** In capitals, without white space around it. */
    public static String normalized(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    /** Whether it can be recorded: as {@link #normalized} returns it. */
    public static boolean isValid(String code) {
        return FORM.matcher(code).matches();
    }

    public static String checked(String argument, String code) {
        String normalized = normalized(code);
        if (!isValid(normalized)) {
            throw ClientErrorException.invalid(
                    argument,
                    "'%s' is not a bloc's code; write letters, digits and hyphens, such as NATO".formatted(code));
        }
        return normalized;
    }

    public static String[] checked(String argument, List<String> codes) {
        return codes.stream().map(code -> checked(argument, code)).toArray(String[]::new);
    }
}
