package org.demarche.graphql.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The global id of an object: its type and its name among those of the type, in URL-safe base64. Opaque to clients. A
 * name is made once from what distinguishes the object in the world, so it is the same in every database.
 *
 * @param type the name of the GraphQL type
 * @param name null for an id with a key
 * @param key the key in the database, as ids of earlier versions have it; null for an id with a name
 */
public record GlobalId(String type, String name, Long key) {

    /** A slash before a name, a colon before a key. No control characters: PostgreSQL does not accept all of them. */
    private static final Pattern FORMAT = Pattern.compile("([A-Z][A-Za-z]*)(?:/(\\P{Cc}+)|:([1-9]\\d{0,17}))");

    public static GlobalId named(String type, String name) {
        return new GlobalId(type, name, null);
    }

    public static GlobalId keyed(String type, long key) {
        return new GlobalId(type, null, key);
    }

    /** The id as clients see it. */
    public static String of(String type, String name) {
        return encoded(type + '/' + name);
    }

    /** Empty for a text that this service never issued: each id has exactly one spelling. */
    public static Optional<GlobalId> parse(String id) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            Matcher matcher = FORMAT.matcher(text);
            if (!matcher.matches() || !encoded(text).equals(id)) {
                return Optional.empty();
            }
            String key = matcher.group(3);
            return Optional.of(
                    new GlobalId(matcher.group(1), matcher.group(2), key == null ? null : Long.valueOf(key)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
