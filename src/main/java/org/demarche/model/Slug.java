package org.demarche.model;

import java.util.List;
import java.util.regex.Pattern;

import org.demarche.error.ClientErrorException;

/**
 * The readable keys of events and topics: lower-case letters and digits in words joined by single hyphens. A malformed
 * slug is an error, since it can only be a mistake; a well-formed one that names nothing matches nothing.
 */
public final class Slug {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** In characters: the length of a headline. */
    public static final int MAX_LENGTH = 120;

    private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_HYPHENS = Pattern.compile("^-|-$");

    private Slug() {}

    public static boolean isValid(String slug) {
        return slug.length() <= MAX_LENGTH && FORM.matcher(slug).matches();
    }

    public static String[] checked(String argument, List<String> slugs) {
        for (String slug : slugs) {
            if (!isValid(slug)) {
                throw ClientErrorException.invalid(
                        argument,
                        "'%s' is not a slug; write lower-case letters and digits in words joined by hyphens, such as"
                                        .formatted(slug)
                                + " russia-recognises-taliban-government");
            }
        }
        return slugs.toArray(String[]::new);
    }

    /** "Human rights" becomes human-rights. Empty for a name that has neither Latin letters nor digits. */
    public static String fromName(String name) {
        String hyphenated = NOT_IN_SLUG.matcher(SortKey.of(name)).replaceAll("-");
        return OUTER_HYPHENS.matcher(hyphenated).replaceAll("");
    }
}
