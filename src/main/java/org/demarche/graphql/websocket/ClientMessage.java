package org.demarche.graphql.websocket;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.demarche.graphql.http.GraphqlRequest;
import org.demarche.graphql.http.MalformedRequestException;

/**
 * A message of a client whose structure has been checked.
 *
 * @param id of the operation; null for messages about the socket
 * @param payload null if there is none
 */
record ClientMessage(Type type, String id, JsonObject payload) {

    /** Clients use UUIDs or numbers. */
    private static final int MAX_ID_LENGTH = 128;

    static ClientMessage parse(byte[] text) throws MalformedRequestException {
        JsonValue value = GraphqlRequest.parse("The message", text);
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new MalformedRequestException("The message is not a JSON object.");
        }
        JsonObject message = value.asJsonObject();
        Type type = type(message.get("type"));
        return new ClientMessage(type, type.hasId() ? id(message.get("id")) : null, payload(message.get("payload")));
    }

    private static Type type(JsonValue name) throws MalformedRequestException {
        for (Type type : Type.values()) {
            if (name instanceof JsonString text && text.getString().equals(type.text())) {
                return type;
            }
        }
        throw new MalformedRequestException("type must be one of %s."
                .formatted(Arrays.stream(Type.values()).map(Type::text).collect(Collectors.joining(", "))));
    }

    private static String id(JsonValue id) throws MalformedRequestException {
        if (id instanceof JsonString text
                && !text.getString().isEmpty()
                && text.getString().length() <= MAX_ID_LENGTH) {
            return text.getString();
        }
        throw new MalformedRequestException("id must be a text of 1 to %d characters.".formatted(MAX_ID_LENGTH));
    }

    private static JsonObject payload(JsonValue payload) throws MalformedRequestException {
        if (payload == null || payload == JsonValue.NULL) {
            return null;
        }
        if (payload.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new MalformedRequestException("payload must be a JSON object.");
        }
        return payload.asJsonObject();
    }

    /** The types of messages that clients send. */
    enum Type {
        CONNECTION_INIT,
        PING,
        PONG,
        SUBSCRIBE,
        COMPLETE;

        private final String text = name().toLowerCase(java.util.Locale.ROOT);

        String text() {
            return text;
        }

        boolean hasId() {
            return this == SUBSCRIBE || this == COMPLETE;
        }
    }
}
