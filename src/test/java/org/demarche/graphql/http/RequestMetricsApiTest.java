package org.demarche.graphql.http;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.error.ErrorCode;
import org.demarche.support.GraphqlClient;
import org.demarche.support.MetricsScrape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The request metrics that Prometheus scrapes. */
@QuarkusTest
class RequestMetricsApiTest {

    private static final String COUNT = "demarche_graphql_requests_seconds_count";
    private static final String ERRORS = "demarche_graphql_errors_total";

    /** The examples, the further names, "unnamed" and "other". */
    private static final int MAX_NAMES = ExamplesRoute.index().size() + 50 + 2;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    @Test
    void aRequestIsCountedUnderTheNameOfItsOperation() {
        MetricsScrape before = MetricsScrape.of(metrics);
        GraphqlClient.data("query WhoRecognises { countries { totalCount } }");
        GraphqlClient.data("{ countries { totalCount } }");
        GraphqlClient.answer("query Search { nope }", Map.of());
        GraphqlClient.answer("query Search { countries(first: -1) { totalCount } }", Map.of());
        MetricsScrape after = MetricsScrape.of(metrics);
        assertThat(grown(before, after, COUNT, "operation", "WhoRecognises", "outcome", "answered"))
                .isEqualTo(1);
        assertThat(grown(before, after, COUNT, "operation", "unnamed", "outcome", "answered"))
                .isEqualTo(1);
        assertThat(grown(before, after, COUNT, "operation", "unnamed", "outcome", "refused"))
                .as("nobody knows what a document that is not valid asks for")
                .isEqualTo(1);
        assertThat(grown(before, after, COUNT, "operation", "Search", "outcome", "refused"))
                .isEqualTo(1);
        assertThat(grown(before, after, COUNT)).isEqualTo(4);
        assertThat(grown(before, after, ERRORS, "code", "INVALID_QUERY")).isEqualTo(1);
        assertThat(grown(before, after, ERRORS, "code", "INVALID_ARGUMENT")).isEqualTo(1);
        assertThat(grown(before, after, "demarche_graphql_requests_seconds_bucket", "le", "+Inf"))
                .isEqualTo(4);
    }

    @Test
    void anInvalidHttpRequestIsCountedAsAnErrorOnly() {
        MetricsScrape before = MetricsScrape.of(metrics);
        RestAssured.given().contentType("application/json").body("{").post("/graphql");
        MetricsScrape after = MetricsScrape.of(metrics);
        assertThat(grown(before, after, ERRORS, "code", "INVALID_REQUEST")).isEqualTo(1);
        assertThat(grown(before, after, COUNT)).isZero();
        assertThat(grown(before, after, "http_server_requests_seconds_count", "uri", "/graphql", "status", "400"))
                .isEqualTo(1);
    }

    @Test
    void everyErrorCodeHasACounterFromTheStart() {
        assertThat(MetricsScrape.of(metrics).values(ERRORS, "code"))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(ErrorCode.values()).stream().map(Enum::name).toList());
    }

    @Test
    void theNumberOfOperationNamesIsLimited() {
        IntStream.range(0, MAX_NAMES).forEach(n -> GraphqlClient.data("query MadeUp%d { __typename }".formatted(n)));
        MetricsScrape scrape = MetricsScrape.of(metrics);
        assertThat(scrape.values(COUNT, "operation"))
                .hasSizeLessThanOrEqualTo(MAX_NAMES)
                .contains("other");
        assertThat(scrape.sum(COUNT, "operation", "other")).isPositive();
    }

    @Test
    void unknownHttpMethodsAddNoTimeSeries() {
        IntStream.range(0, 30).forEach(n -> RestAssured.request("MADEUP" + n, "/graphql"));
        GraphqlClient.data("{ __typename }");
        assertThat(MetricsScrape.of(metrics).values("http_server_requests_seconds_count", "method"))
                .contains("POST")
                .noneMatch(method -> method.startsWith("MADEUP"));
    }

    /** A path that leads to a route is served in any spelling, and each would be a time series. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /made-up-%d/../graphql?query=%%7B__typename%%7D",
                "GET //made-up-%d",
                "GET /graphql/made-up-%d",
                "GET /made-up-%d/",
                "POST /made-up-%d",
                "PUT /graphql/../made-up-%d",
            })
    void unknownPathsAddNoTimeSeries(String request) throws IOException {
        double before = MetricsScrape.of(metrics).sum("http_server_requests_seconds_count");
        for (int n = 0; n < 10; n++) {
            send(request.formatted(n)
                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n");
        }
        // They are counted when they have ended, which is after their answers.
        await().until(() -> MetricsScrape.of(metrics).sum("http_server_requests_seconds_count") >= before + 10);
        assertThat(MetricsScrape.of(metrics).values("http_server_requests_seconds_count", "uri"))
                .noneMatch(uri -> uri.contains("made-up"))
                .contains("other");
    }

    @Test
    void knownPathsHaveTheirOwnLabel() {
        for (String path : List.of("/graphql", "/graphiql/index.html", "/graphiql/examples.json")) {
            RestAssured.get(path);
            assertThat(MetricsScrape.of(metrics).values("http_server_requests_seconds_count", "uri"))
                    .contains(path);
        }
    }

    @Test
    void theFilesOfTheAtlasShareALabel() {
        for (String path : List.of("/atlas/atlas.js", "/atlas/made-up.js")) {
            RestAssured.get(path);
        }
        assertThat(MetricsScrape.of(metrics).values("http_server_requests_seconds_count", "uri"))
                .contains("/atlas/{file}")
                .noneMatch(uri -> uri.contains("atlas.js") || uri.contains("made-up.js"));
    }

    /** Neither a path nor a body as a client library would send it. */
    private static void send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private static double grown(MetricsScrape before, MetricsScrape after, String name, String... labelsAndValues) {
        return after.sum(name, labelsAndValues) - before.sum(name, labelsAndValues);
    }
}
