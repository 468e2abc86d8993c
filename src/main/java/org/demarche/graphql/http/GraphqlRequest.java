package org.demarche.graphql.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;

import graphql.ExecutionInput;
import io.vertx.core.MultiMap;

/**
 * A GraphQL-over-HTTP request whose structure has been checked; the query has not been parsed yet.
 *
 * @param reference how the request names its document; null if it does not. It may contain the document as well
 */
public record GraphqlRequest(JsonObject json, DocumentReference reference) {

    private static final Set<String> OBJECTS = Set.of("variables", "extensions");

    private static final String NO_QUERY =
            "query is missing, empty or not a string; send {\"query\": \"{ countries { totalCount } }\"}.";

    /** Kept, because the methods of jakarta.json.Json look the provider up on each call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    public static GraphqlRequest ofBody(byte[] body) throws MalformedRequestException {
        JsonValue value = parse("The body", body);
        if (value.getValueType() == JsonValue.ValueType.ARRAY) {
            throw new MalformedRequestException(
                    "The body is an array. Batches are not supported; send each request by itself, as a JSON object.");
        }
        if (value.getValueType() != JsonValue.ValueType.OBJECT) {
            throw new MalformedRequestException("The body is not a JSON object; send {\"query\": \"...\"}.");
        }
        return checked(value.asJsonObject());
    }

    /** @param request what a body would be, parsed by {@link #parse} */
    public static GraphqlRequest ofJson(JsonObject request) throws MalformedRequestException {
        return checked(request);
    }

    public static GraphqlRequest ofParameters(MultiMap parameters) throws MalformedRequestException {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        for (String name : List.of("query", "operationName", "documentId")) {
            if (parameters.contains(name)) {
                json.add(name, parameters.get(name));
            }
        }
        for (String name : List.of("variables", "extensions")) {
            String given = parameters.get(name);
            if (given != null && !given.isEmpty()) {
                json.add(name, parse("The parameter " + name, given.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return checked(json.build());
    }

    boolean hasQuery() {
        return json.containsKey("query");
    }

    String query() {
        return json.getString("query");
    }

    GraphqlRequest withQuery(String query) {
        return new GraphqlRequest(
                JSON.createObjectBuilder(json).add("query", query).build(), reference);
    }

    ExecutionInput input() {
        // Independent of the machine's language: graphql-java has translations of some messages
        // (https://github.com/graphql-java/graphql-java/issues/3035).
        ExecutionInput.Builder input = ExecutionInput.newExecutionInput(query()).locale(Locale.ROOT);
        if (json.containsKey("operationName")) {
            input.operationName(json.getString("operationName"));
        }
        if (json.containsKey("variables")) {
            input.variables(JsonVariables.toMap(json.getJsonObject("variables")));
        }
        if (json.containsKey("extensions")) {
            input.extensions(JsonVariables.toMap(json.getJsonObject("extensions")));
        }
        return input.build();
    }

    /**
     * Parses JSON of a client within limits.
     *
     * @param location names the JSON in messages
     */
    public static JsonValue parse(String location, byte[] bytes) throws MalformedRequestException {
        JsonCheck.check(location, bytes);
        try (JsonParser parser = JSON.createParser(new ByteArrayInputStream(bytes))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("content after the JSON value");
            }
            return value;
        } catch (RuntimeException notJson) {
            // The parser has no common exception for invalid, too deeply nested and missing JSON.
            throw new MalformedRequestException(location + " is empty or not valid JSON.");
        }
    }

    private static GraphqlRequest checked(JsonObject json) throws MalformedRequestException {
        JsonObjectBuilder request = JSON.createObjectBuilder();
        for (String name : List.of("query", "operationName", "documentId", "variables", "extensions")) {
            JsonValue.ValueType type = OBJECTS.contains(name) ? JsonValue.ValueType.OBJECT : JsonValue.ValueType.STRING;
            if (json.containsKey(name) && !json.isNull(name)) {
                if (!hasType(json, name, type)) {
                    throw new MalformedRequestException(
                            name.equals("query")
                                    ? NO_QUERY
                                    : "%s must be a JSON %s."
                                            .formatted(name, type.name().toLowerCase(Locale.ROOT)));
                }
                // Clients send an empty text for an operation without a name.
                if (type == JsonValue.ValueType.OBJECT || !json.getString(name).isBlank()) {
                    request.add(name, json.get(name));
                }
            }
        }
        JsonObject complete = request.build();
        DocumentReference reference = DocumentReference.of(complete);
        if (!complete.containsKey("query") && reference == null) {
            throw new MalformedRequestException(NO_QUERY);
        }
        return new GraphqlRequest(complete, reference);
    }

    private static boolean hasType(JsonObject json, String name, JsonValue.ValueType type) {
        return json.containsKey(name) && json.get(name).getValueType() == type;
    }
}
