package org.demarche.graphql.http;

import java.net.URL;
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

import static org.assertj.core.api.Assertions.assertThat;

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

    private static double grown(MetricsScrape before, MetricsScrape after, String name, String... labelsAndValues) {
        return after.sum(name, labelsAndValues) - before.sum(name, labelsAndValues);
    }
}
