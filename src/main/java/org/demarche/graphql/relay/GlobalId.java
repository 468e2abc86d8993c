package org.demarche.graphql.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The global id of an object: its type and its key, in URL-safe base64. Opaque to clients.
 *
 * @param type the name of the GraphQL type
 */
public record GlobalId(String type, long key) {

    private static final Pattern FORMAT = Pattern.compile("([A-Z][A-Za-z]*):([1-9]\\d{0,17})");

    public static String of(String type, long key) {
        byte[] bytes = (type + ':' + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty for a text that this service never issued: each id has exactly one spelling. */
    public static Optional<GlobalId> parse(String id) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
            Matcher matcher = FORMAT.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            GlobalId parsed = new GlobalId(matcher.group(1), Long.parseLong(matcher.group(2)));
            return of(parsed.type, parsed.key).equals(id) ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
