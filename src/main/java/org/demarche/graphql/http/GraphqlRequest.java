package org.demarche.graphql.http;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;

import graphql.ExecutionInput;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** A GraphQL request as the GraphQL-over-HTTP specification has it, checked before anything looks into the query. */
record GraphqlRequest(JsonObject json) {

    /** Kept: the class Json looks for it anew each time. */
    private static final JsonProvider JSON = JsonProvider.provider();

    /** The request was understood as HTTP, but is no GraphQL request; the message is for the caller. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    static GraphqlRequest ofBody(Buffer body) throws Malformed {
        JsonValue value = parse("the body", body == null ? new byte[0] : body.getBytes());
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new Malformed("The body is no JSON object; send {\"query\": \"...\"}.");
        }
        return checked(value.asJsonObject());
    }

    static GraphqlRequest ofParameters(MultiMap parameters) throws Malformed {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        for (String text : List.of("query", "operationName")) {
            if (parameters.contains(text)) {
                json.add(text, parameters.get(text));
            }
        }
        for (String object : List.of("variables", "extensions")) {
            String given = parameters.get(object);
            if (given != null && !given.isEmpty()) {
                json.add(object, parse(object, given.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
        return checked(json.build());
    }

    String query() {
        return json.getString("query");
    }

    ExecutionInput input() {
        // Whatever the machine's language, for graphql-java has some of its messages in others too.
        ExecutionInput.Builder input = ExecutionInput.newExecutionInput(query()).locale(Locale.ROOT);
        if (json.containsKey("operationName")) {
            input.operationName(json.getString("operationName"));
        }
        if (json.containsKey("variables")) {
            input.variables(JsonVariables.map(json.getJsonObject("variables")));
        }
        return input.build();
    }

    private static JsonValue parse(String what, byte[] bytes) throws Malformed {
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(bytes))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("something follows");
            }
            return value;
        } catch (RuntimeException notJson) {
            // The parser has no common type for what is broken, what is nested too deeply and what is not there.
            throw new Malformed("There is no JSON in %s, or it is broken.".formatted(what));
        }
    }

    private static GraphqlRequest checked(JsonObject json) throws Malformed {
        if (!is(json, "query", JsonValue.ValueType.STRING)
                || json.getString("query").isBlank()) {
            throw new Malformed(
                    "query is missing, or is no string; send {\"query\": \"{ countries { totalCount } }\"}.");
        }
        JsonObjectBuilder request = JSON.createObjectBuilder().add("query", json.get("query"));
        for (String name : List.of("operationName", "variables", "extensions")) {
            JsonValue.ValueType type =
                    name.equals("operationName") ? JsonValue.ValueType.STRING : JsonValue.ValueType.OBJECT;
            if (json.containsKey(name) && !json.isNull(name)) {
                if (!is(json, name, type)) {
                    throw new Malformed(
                            "%s is no %s.".formatted(name, type.name().toLowerCase(Locale.ROOT)));
                }
                request.add(name, json.get(name));
            }
        }
        return new GraphqlRequest(request.build());
    }

    private static boolean is(JsonObject json, String name, JsonValue.ValueType type) {
        return json.containsKey(name) && json.get(name).getValueType() == type;
    }
}
