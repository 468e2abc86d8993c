package org.demarche.graphql.websocket;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import org.demarche.graphql.http.GraphqlResponse;
import org.demarche.http.ResponseWriter;

/** The texts of the messages that the service sends. */
final class ServerMessage {

    static final String CONNECTION_ACK = text(Map.of("type", "connection_ack"));
    static final String PONG = text(Map.of("type", "pong"));

    private ServerMessage() {}

    /** The payload is not written again: it is the same for all clients that have the same subscription. */
    static String next(String id, GraphqlResponse result) {
        String head = text(head(id, "next"));
        return head.substring(0, head.length() - 1)
                + ",\"payload\":"
                + new String(result.json().plain(), StandardCharsets.UTF_8)
                + "}";
    }

    static String error(String id, List<GraphQLError> errors) {
        Map<String, Object> message = head(id, "error");
        message.put(
                "payload", errors.stream().map(GraphQLError::toSpecification).toList());
        return text(message);
    }

    static String complete(String id) {
        return text(head(id, "complete"));
    }

    private static Map<String, Object> head(String id, String type) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("id", id);
        head.put("type", type);
        return head;
    }

    private static String text(Map<String, Object> message) {
        return new String(ResponseWriter.write(message), StandardCharsets.UTF_8);
    }
}
