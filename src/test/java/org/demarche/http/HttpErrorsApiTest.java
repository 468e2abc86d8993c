package org.demarche.http;

import java.io.IOException;
import java.net.URL;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that are not valid HTTP, or not for this service: each gets a coded error. */
@QuarkusTest
class HttpErrorsApiTest {

    private static final String GET = "GET /graphql?query=%7B__typename%7D ";
    private static final String HOST = "Host: demarche.example\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    @TestHTTPResource("/")
    URL service;

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments(400, "exactly one Host", GET + "HTTP/1.1\r\n\r\n"),
                arguments(400, "exactly one Host", GET + "HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
                arguments(400, "exactly one Host", GET + "HTTP/1.0\r\n" + HOST + "host: other\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", "nonsense\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", "GET /\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", "GET / HTTP\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", "\u0016\u0003\u0001\u0000\u00a5\u0001\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", GET + "HTTP/1.1\r\n" + HOST + "a b: c\r\n\r\n"),
                arguments(400, "not a valid HTTP/1.1 request", GET + "HTTP/1.1\r\n" + HOST + "X: a\u0000b\r\n\r\n"),
                arguments(
                        400,
                        "not a valid HTTP/1.1 request",
                        "POST /graphql HTTP/1.1\r\n" + HOST + JSON + "Content-Length: -1\r\n\r\n"),
                arguments(
                        400,
                        "not a valid HTTP/1.1 request",
                        "POST /graphql HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n"),
                arguments(
                        400,
                        "chunks",
                        "POST /graphql HTTP/1.1\r\n" + HOST + JSON + "Transfer-Encoding: chunked\r\n\r\nnope\r\n\r\n"),
                arguments(414, "use POST|with POST", "GET /graphql?query=" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n"),
                arguments(431, "too large", GET + "HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n\r\n"),
                arguments(431, "too large", GET + "HTTP/1.1\r\n" + HOST + "a: b\r\n".repeat(5_000) + "\r\n"),
                arguments(501, "chunked", "POST /graphql HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip\r\n\r\n"),
                arguments(
                        501,
                        "chunked",
                        "POST /graphql HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
                arguments(400, "not a valid", "POST /graphql HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                arguments(505, "HTTP/1.1", GET + "HTTP/1.2\r\n" + HOST + "\r\n"),
                arguments(505, "HTTP/1.1", GET + "HTTP/3.0\r\n" + HOST + "\r\n"),
                arguments(505, "HTTP/1.1", GET + "HTTP/0.9\r\n" + HOST + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void anInvalidRequestGetsACodedErrorAndTheConnectionIsClosed(int status, String words, String request)
            throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send(request);
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.message()).containsPattern(words);
            assertThat(answer.headers()).containsEntry("content-type", RequestError.CONTENT_TYPE);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    /** A proxy and the service must agree on where a request ends. */
    @Test
    void aRejectedRequestHidesNoSecondOne() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send("POST /graphql HTTP/1.1\r\n" + HOST + "Transfer-Encoding: xchunked\r\n\r\n" + GET
                    + "HTTP/1.1\r\n" + HOST + "\r\n");
            assertThat(client.response().status()).isEqualTo(501);
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    @Test
    void http10NeedsNoHost() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.send(GET + "HTTP/1.0\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
            assertThat(client.isClosedByService()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nope",
                "/graphiql/nope",
                "/q/health",
                "/q/metrics",
                "/META-INF/resources/",
                "/record/index.txt",
                "/%2e%2e/etc/passwd"
            })
    void anUnknownPathIsNotFound(String path) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.head("GET " + path + " HTTP/1.1", "Host: demarche.example", "Accept: text/html");
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.message()).contains("/graphql");
        }
    }

    @Test
    void pagesAreForReading() {
        for (String path : new String[] {"/", "/graphiql/"}) {
            RestAssured.given()
                    .body("a=b")
                    .post(path)
                    .then()
                    .statusCode(405)
                    .header("Allow", "GET, HEAD")
                    .body("errors[0].extensions.code", equalTo("INVALID_REQUEST"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//",
                "/graphql?query={__typename}",
                "/graph%ZZ",
                "/%",
                "/graphql?query=%ZZ",
                "/graphql?query=%",
                "/graphql?query=%7B__typename%7D&variables=%E0%A"
            })
    void anInvalidUrlIsNoInternalError(String path) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.head("GET " + path + " HTTP/1.1", "Host: demarche.example");
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.body()).as(answer.toString()).isNotEmpty();
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "nope:nope"})
    void aTargetWithoutAPathIsNotFound(String target) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.head("GET " + target + " HTTP/1.1", "Host: demarche.example");
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        }
    }

    @Test
    void otherMethodsAreNamed() {
        RestAssured.given()
                .body("{}")
                .put("/graphql")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS, POST")
                .body("errors[0].extensions.code", equalTo("INVALID_REQUEST"));
        RestAssured.options("/graphql").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS, POST");
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            client.head("GET /graphql?query=%7B__typename%7D HTTP/1.1", "Host: demarche.example");
            RawConnection.Response get = client.response();
            client.head("HEAD /graphql?query=%7B__typename%7D HTTP/1.1", "Host: demarche.example");
            RawConnection.Response head = client.responseToHead();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).isEqualTo(get.headers());
            client.head("HEAD /nope HTTP/1.1", "Host: demarche.example");
            assertThat(client.responseToHead().status())
                    .as("no body in between")
                    .isEqualTo(404);
        }
    }

    @Test
    void aBrowserIsRedirectedToTheExplorer() {
        String browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        RestAssured.given()
                .redirects()
                .follow(false)
                .accept(browser)
                .get("/graphql")
                .then()
                .statusCode(303)
                .header("Location", "/graphiql/")
                .header("Vary", equalTo("Accept"));
        RestAssured.given()
                .urlEncodingEnabled(false)
                .accept(browser)
                .get("/graphql?query=%7B__typename%7D")
                .then()
                .statusCode(200);
        RestAssured.given().accept("*/*").get("/graphql").then().statusCode(400);
    }
}
