package org.demarche.graphql.websocket;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Finds the access token of a socket: in the payload of connection_init, because browsers cannot send headers. */
final class SocketToken {

    private static final String BEARER = "bearer ";

    private SocketToken() {}

    /**
     * Null if there is none.
     *
     * @param payload of connection_init; null if it has none
     * @param headerToken of the handshake; null if it has none
     */
    static String of(JsonObject payload, String headerToken) {
        String token = payload == null ? null : ofPayload(payload);
        return token == null ? headerToken : token;
    }

    /** Clients write {@code Authorization}, {@code authorization} or {@code token}; explorers put headers into an object. */
    private static String ofPayload(JsonObject payload) {
        for (var entry : payload.entrySet()) {
            String name = entry.getKey();
            JsonValue value = entry.getValue();
            if (name.equalsIgnoreCase("headers") && value instanceof JsonObject headers && ofPayload(headers) != null) {
                return ofPayload(headers);
            }
            if ((name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("token"))
                    && value instanceof JsonString text
                    && !text.getString().isBlank()) {
                return withoutScheme(text.getString().strip());
            }
        }
        return null;
    }

    /** Null for another scheme than Bearer. */
    static String ofHeader(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? withoutScheme(authorization)
                : null;
    }

    private static String withoutScheme(String text) {
        return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? text.substring(BEARER.length()).strip()
                : text;
    }
}
