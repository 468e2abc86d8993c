package org.demarche.model;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.demarche.error.ClientErrorException;

/**
 * How the keys that callers write are spelt. What is spelt wrong is refused, since it can only be a mistake; what is
 * spelt right and names nothing simply matches nothing.
 */
public final class Spelling {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    /** In characters: a headline's. */
    private static final int MAX_SLUG = 120;

    private static final Pattern BLOC_CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]*");

    private Spelling() {}

    public static boolean isSlug(String slug) {
        return slug.length() <= MAX_SLUG && SLUG.matcher(slug).matches();
    }

    public static String[] slugs(String argument, List<String> slugs) {
        for (String slug : slugs) {
            if (!isSlug(slug)) {
                throw ClientErrorException.invalid(
                        argument,
                        "'%s' is not a slug; write lower-case letters and digits in parts joined by hyphens, such as"
                                        .formatted(slug)
                                + " russia-recognises-taliban-government");
            }
        }
        return slugs.toArray(String[]::new);
    }

    public static boolean isBlocCode(String code) {
        return BLOC_CODE.matcher(code).matches();
    }

    /** Case does not matter in a bloc's code. */
    public static String blocCode(String argument, String code) {
        String normal = code.strip().toUpperCase(Locale.ROOT);
        if (!isBlocCode(normal)) {
            throw ClientErrorException.invalid(
                    argument,
                    "'%s' is not a bloc's code; write letters, digits and hyphens, such as NATO".formatted(code));
        }
        return normal;
    }

    public static String[] blocCodes(String argument, List<String> codes) {
        return codes.stream().map(code -> blocCode(argument, code)).toArray(String[]::new);
    }
}
