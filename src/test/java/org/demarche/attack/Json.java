package org.demarche.attack;

import java.nio.charset.StandardCharsets;

/** Writes JSON that libraries refuse to write. */
final class Json {

    private Json() {}

    /** Everything but ASCII is escaped, so lone surrogates and U+0000 arrive too. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ' || character > '~') {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The body of a GraphQL request. */
    static String request(String query) {
        return "{\"query\": " + quote(query) + "}";
    }

    /** @param variables JSON */
    static String request(String query, String variables) {
        return "{\"query\": " + quote(query) + ", \"variables\": " + variables + "}";
    }
}
