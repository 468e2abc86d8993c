package org.demarche.graphql.websocket;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import org.demarche.security.Role;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.GraphqlSocket.Closing;
import org.demarche.support.MetricsScrape;
import org.demarche.support.RawConnection;
import org.demarche.support.SmallHttpLimits;
import org.demarche.support.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

/** Every message and every closing code of graphql-transport-ws, and the limits of sockets. */
@QuarkusTest
@TestProfile(SmallHttpLimits.class)
class SocketApiTest {

    private static final String INIT = "{\"type\": \"connection_init\"}";
    private static final String TYPENAME = "{ __typename }";
    private static final Duration PAUSE = Duration.ofMillis(100);

    @TestHTTPResource("/")
    URI service;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void aQueryIsAnsweredAndCompleted() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", "{ country(code: \"NO\") { name } }");
            assertThat(socket.data("1").getJsonObject("country").getString("name"))
                    .isEqualTo("Norway");
            socket.next("complete", "1");
            assertThat(socket.received()).isEmpty();
        }
    }

    @Test
    void variablesOperationNameAndExtensionsAreThoseOfHttp() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.send(Map.of(
                    "id",
                    "1",
                    "type",
                    "subscribe",
                    "payload",
                    Map.of(
                            "query",
                            "query A { __typename } query B($code: String!) { country(code: $code) { code } }",
                            "operationName",
                            "B",
                            "variables",
                            Map.of("code", "FRA"),
                            "extensions",
                            Map.of("cost", true))));
            JsonObject payload = socket.next("next", "1").getJsonObject("payload");
            assertThat(payload.getJsonObject("data").getJsonObject("country").getString("code"))
                    .isEqualTo("FR");
            assertThat(payload.getJsonObject("extensions").getJsonObject("cost").getInteger("cost"))
                    .isPositive();
        }
    }

    @Test
    void documentsCanBeRegisteredAndNamedByTheirHash() {
        String hash = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b";
        Map<String, ?> persisted = Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash));
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.send(Map.of("id", "1", "type", "subscribe", "payload", Map.of("extensions", persisted)));
            assertThat(socket.errorCode("1")).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
            socket.send(Map.of(
                    "id", "2", "type", "subscribe", "payload", Map.of("query", "{ __type }", "extensions", persisted)));
            assertThat(socket.errorCode("2")).as("another document").isEqualTo("INVALID_REQUEST");
            socket.send(Map.of(
                    "id", "3", "type", "subscribe", "payload", Map.of("query", TYPENAME, "extensions", persisted)));
            socket.next("complete", "3");
            // Clients send an empty query with the hash.
            socket.send(
                    Map.of("id", "4", "type", "subscribe", "payload", Map.of("query", "", "extensions", persisted)));
            assertThat(socket.data("4").getString("__typename")).isEqualTo("Query");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { nothing }                                   | INVALID_QUERY
                    { country(code: 5) { name } }                 | INVALID_ARGUMENT
                    query A { __typename } query B { __typename } | INVALID_QUERY
                    """)
    void anOperationThatCannotRunGetsAnErrorAndTheSocketGoesOn(String query, String code) {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", query);
            assertThat(socket.errorCode("1")).isEqualTo(code);
            socket.subscribe("1", TYPENAME);
            assertThat(socket.data("1").getString("__typename")).isEqualTo("Query");
        }
    }

    @Test
    void anErrorOfAFieldIsPartOfTheResult() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", "{ a: __typename events(first: -1) { totalCount } }");
            JsonObject payload = socket.next("next", "1").getJsonObject("payload");
            assertThat(payload.getJsonArray("errors").getJsonObject(0).getJsonArray("path"))
                    .containsExactly("events");
            socket.next("complete", "1");
        }
    }

    @Test
    void pingsAreAnswered() {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            socket.send("{\"type\": \"ping\"}").next("pong", null);
            socket.send("{\"type\": \"ping\", \"payload\": {\"any\": 1}}").next("pong", null);
            socket.send("{\"type\": \"pong\"}").send(INIT).next("connection_ack", null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "",
                "[]",
                "5",
                "{\"id\": \"1\"}",
                "{\"type\": 5}",
                "{\"type\": \"nonsense\"}",
                "{\"type\": \"next\", \"id\": \"1\"}",
                "{\"type\": \"subscribe\", \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": 1, \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": \"\", \"payload\": {\"query\": \"{ __typename }\"}}",
                "{\"type\": \"subscribe\", \"id\": \"1\"}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": []}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": 5}}",
                "{\"type\": \"subscribe\", \"id\": \"1\", \"payload\": {\"query\": \"{ __typename }\", \"variables\": []}}",
                "{\"type\": \"complete\"}",
                "{\"type\": \"ping\", \"payload\": 5}"
            })
    void aMessageThatIsNotOfTheProtocolClosesWith4400(String message) {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            assertThat(socket.send(message).closing().code()).isEqualTo(4400);
        }
    }

    @Test
    void aBinaryMessageClosesWith4400() {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            assertThat(socket.sendBinary(INIT.getBytes()).closing().code()).isEqualTo(4400);
        }
    }

    @Test
    void anOperationBeforeTheAcknowledgementClosesWith4401() {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            assertThat(socket.subscribe("1", TYPENAME).closing()).isEqualTo(new Closing(4401, "Unauthorized"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Authorization\": \"Bearer %s\"}",
                "{\"authorization\": \"bearer %s\"}",
                "{\"token\": \"%s\"}",
                "{\"headers\": {\"Authorization\": \"Bearer %s\"}}",
                "{\"Authorization\": null, \"token\": \"%s\"}",
                "{\"Authorization\": \"\"}"
            })
    void aTokenThatIsValidIsAccepted(String payload) {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            socket.send("{\"type\": \"connection_init\", \"payload\": %s}"
                            .formatted(payload.formatted(TestTokens.of("ann", Role.EDITOR))))
                    .next("connection_ack", null);
        }
    }

    @Test
    void theEndOfATokenClosesWith4403() {
        String token = TestTokens.key()
                .sign(
                        "ann",
                        Set.of(Role.EDITOR),
                        Instant.now(),
                        Duration.ofSeconds(3),
                        TestTokens.ISSUER,
                        TestTokens.AUDIENCE);
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            socket.send("{\"type\": \"connection_init\", \"payload\": {\"token\": \"%s\"}}".formatted(token));
            socket.next("connection_ack", null);
            for (int i = 0; socket.isOpen(); i++) {
                // So that it is not idle.
                socket.subscribe(Integer.toString(i), TYPENAME);
                await().pollDelay(PAUSE)
                        .until(() -> !socket.isOpen() || !socket.received().isEmpty());
                socket.received().clear();
            }
            assertThat(socket.closing()).isEqualTo(new Closing(4403, "Forbidden: the access token has expired"));
        }
    }

    @Test
    void theTokenOfTheHandshakeCountsIfThereIsNoOther() {
        Map<String, String> headers = Map.of("Authorization", "Bearer nonsense");
        try (GraphqlSocket socket = GraphqlSocket.open(service, "graphql-transport-ws", headers)) {
            assertThat(socket.send(INIT).closing().code()).isEqualTo(4403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Authorization\": \"Bearer nonsense\"}",
                "{\"authorization\": \"nonsense\"}",
                "{\"token\": \"nonsense\"}",
                "{\"headers\": {\"Authorization\": \"Bearer nonsense\"}}"
            })
    void aTokenThatIsNotValidClosesWith4403(String payload) {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            Closing closing = socket.send("{\"type\": \"connection_init\", \"payload\": %s}".formatted(payload))
                    .closing();
            assertThat(closing.code()).isEqualTo(4403);
            assertThat(closing.reason()).startsWith("Forbidden");
        }
    }

    @Test
    void anotherSubprotocolClosesWith4406() {
        try (RawConnection client = RawConnection.to(service.toURL())) {
            handshake(client, "/graphql", "Sec-WebSocket-Protocol: graphql-ws");
            assertThat(client.responseToHead().status()).isEqualTo(101);
            assertThat(closeCode(client)).isEqualTo(4406);
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    @Test
    void noInitialisationInTimeClosesWith4408() {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            assertThat(socket.send("{\"type\": \"ping\"}").closing())
                    .isEqualTo(new Closing(4408, "Connection initialisation timeout"));
        }
    }

    @Test
    void aSecondInitialisationClosesWith4429() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            assertThat(socket.send(INIT).closing()).isEqualTo(new Closing(4429, "Too many initialisation requests"));
        }
    }

    @Test
    void aSocketWithoutAnOperationIsClosedInTheEnd() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            Closing closing = socket.closing();
            assertThat(closing.code()).isEqualTo(1000);
            assertThat(closing.reason()).contains("No operation");
        }
    }

    @Test
    void aClientThatAnswersNoPingIsDisconnected() throws IOException {
        try (RawConnection client = RawConnection.to(service.toURL())) {
            handshake(client, "/graphql", "Sec-WebSocket-Protocol: graphql-transport-ws");
            assertThat(client.responseToHead().status()).isEqualTo(101);
            // The ping, to which there is no answer.
            assertThat(client.bytes(2)).containsExactly(0x89, 0);
            assertThat(closeCode(client)).isIn(1001, 4408);
        }
    }

    @Test
    void aMessageThatIsTooLargeClosesWith1009() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.sendPart("{\"type\": \"ping\", \"payload\": {\"a\": \"");
            socket.sendPart("x".repeat(SmallHttpLimits.MESSAGE / 2)).sendPart("x".repeat(SmallHttpLimits.MESSAGE / 2));
            assertThat(socket.closing().code()).isEqualTo(1009);
        }
    }

    @Test
    void aMessageMayArriveInParts() {
        try (GraphqlSocket socket = GraphqlSocket.open(service)) {
            socket.sendPart("{\"type\": ")
                    .sendPart("\"connection")
                    .send("_init\"}")
                    .next("connection_ack", null);
        }
    }

    @Test
    void aMessageThatDoesNotArriveCompletelyClosesWith4400() {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            Closing closing = socket.sendPart("{\"type\": ").closing();
            assertThat(closing.code()).isEqualTo(4400);
            assertThat(closing.reason()).contains("in time");
        }
    }

    @Test
    void aClientHasOnlySoManySockets() {
        List<GraphqlSocket> open = new ArrayList<>();
        try {
            await().untilAsserted(() -> assertThat(MetricsScrape.of(metrics).sum("demarche_streams_open"))
                    .isZero());
            for (int i = 0; i < SmallHttpLimits.STREAMS_OF_A_CLIENT; i++) {
                open.add(GraphqlSocket.ready(service));
            }
            assertThatThrownBy(() -> GraphqlSocket.open(service))
                    .isInstanceOf(CompletionException.class)
                    .rootCause()
                    .hasMessageContaining("429");
            open.remove(0).close();
            await().untilAsserted(() -> open.add(GraphqlSocket.ready(service)));
        } finally {
            open.forEach(GraphqlSocket::close);
        }
    }

    @Test
    void socketsThatAreClosedLeaveTheirConnectionsToOthers() {
        for (int i = 0; i < SmallHttpLimits.CONNECTIONS + 10; i++) {
            // The service notices a moment later that the last one has been closed.
            await().ignoreExceptions().until(() -> {
                GraphqlSocket.ready(service).close();
                return true;
            });
        }
        assertThat(GraphqlClient.data(TYPENAME).getString("__typename")).isEqualTo("Query");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, 101",
        "http://demarche.example, 101",
        "https://demarche.example, 101",
        "https://other.example, 403",
        "https://demarche.example.evil, 403",
        "null, 403",
    })
    void onlyPagesOfThisHostAndOfTheSettingOpenSockets(String origin, int status) throws IOException {
        try (RawConnection client = RawConnection.to(service.toURL())) {
            handshake(client, "/graphql", "Sec-WebSocket-Protocol: graphql-transport-ws", "Origin: " + origin);
            assertThat(client.responseToHead().status()).isEqualTo(status);
        }
    }

    private static void handshake(RawConnection client, String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1",
                "Host: demarche.example",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        client.head(lines.toArray(String[]::new));
    }

    /** The code of the frame that comes next, which closes the socket. */
    private static int closeCode(RawConnection client) throws IOException {
        byte[] head = client.bytes(4);
        assertThat(head[0]).isEqualTo((byte) 0x88);
        return (head[2] & 0xff) << 8 | head[3] & 0xff;
    }
}
