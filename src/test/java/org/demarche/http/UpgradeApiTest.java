package org.demarche.http;

import java.io.IOException;
import java.net.URL;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** Requests to change the protocol, and the routes of the GraphQL extension that would answer them. */
@QuarkusTest
class UpgradeApiTest {

    private static final String QUERY = "/graphql?query=%7B__typename%7D";
    private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"}}";

    @TestHTTPResource("/")
    URL service;

    @ParameterizedTest
    @ValueSource(strings = {"/graphql/", "/graphql/schema.graphql", "/", "/graphiql", "/graphiql/"})
    void aWebSocketHandshakeIsRefusedElsewhere(String path) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            RawConnection.Response answer = handshake(client, path, "websocket", "graphql-transport-ws");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.message()).contains("There is no WebSocket here", "/graphql");
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebSocket", "WEBSOCKET", "h2c, websocket", "websocket,foo/2"})
    void itIsRecognisedInAnySpelling(String upgrade) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            assertThat(handshake(client, QUERY, upgrade, "graphql-transport-ws").status())
                    .isEqualTo(101);
        }
    }

    @Test
    void noOtherPathTakesAHandshake() throws IOException {
        for (String path : new String[] {"/graphql/nope", "/nope", "/q/nope"}) {
            try (RawConnection client = RawConnection.to(service)) {
                RawConnection.Response answer = handshake(client, path, "websocket", "graphql-ws");
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "TLS/1.0", "nonsense", "HTTP/2.0, SHTTP/1.3", "websockets", ",", "IRC/6.9"})
    void anotherProtocolIsIgnored(String upgrade) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.head(
                    "GET " + QUERY + " HTTP/1.1",
                    "Host: demarche.example",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: " + upgrade,
                    "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(ANSWER);
            assertThat(answer.headers()).doesNotContainKey("upgrade");
            client.query("{ __typename }");
            assertThat(client.response().body()).as("HTTP/1.1 goes on").isEqualTo(ANSWER);
        }
    }

    @Test
    void aPostRequestIsNoHandshake() throws IOException {
        String body = "{\"query\": \"{ __typename }\"}";
        try (RawConnection client = RawConnection.to(service)) {
            client.head(
                            "POST /graphql HTTP/1.1",
                            "Host: demarche.example",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Content-Type: application/json",
                            "Content-Length: " + body.length())
                    .send(body);
            assertThat(client.response().body()).isEqualTo(ANSWER);
        }
    }

    /** With prior knowledge, without asking: the connection begins with a request of the method PRI. */
    @Test
    void clearTextHttp2IsOff() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(505);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void theSchemaIsServedAsText() {
        RestAssured.get("/graphql/schema.graphql")
                .then()
                .statusCode(200)
                .contentType("text/plain; charset=UTF-8")
                .body(containsString("type Query"));
        RestAssured.head("/graphql/schema.graphql").then().statusCode(200);
        RestAssured.options("/graphql/schema.graphql").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
        RestAssured.post("/graphql/schema.graphql")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS")
                .body("errors[0].extensions.code", equalTo("INVALID_REQUEST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql/nope", "/graphql/schema.graphqls", "/graphql/schema.graphql/x", "/graphql/a/b"})
    void nothingElseIsBelowTheEndpoint(String path) {
        RestAssured.given()
                .contentType("application/json")
                .body("{\"query\": \"{ __typename }\"}")
                .post(path)
                .then()
                .statusCode(404)
                .body("errors[0].message", startsWith("There is nothing at this path"));
    }

    private static RawConnection.Response handshake(RawConnection client, String path, String upgrade, String protocol)
            throws IOException {
        client.head(
                "GET " + path + " HTTP/1.1",
                "Host: demarche.example",
                "Connection: keep-alive, Upgrade",
                "Upgrade: " + upgrade,
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: " + protocol);
        return client.response();
    }
}
