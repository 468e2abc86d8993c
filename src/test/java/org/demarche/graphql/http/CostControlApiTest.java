package org.demarche.graphql.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.LockedTable;
import org.demarche.support.RawClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** What expensive requests may do, one beside others and many of one client. The tests are a proxy in front of the service. */
@QuarkusTest
@TestProfile(CostControlApiTest.Limited.class)
class CostControlApiTest {

    public static final class Limited implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "demarche.requests.running", "32",
                    "demarche.requests.unit-cost", "1400",
                    "demarche.requests.max-wait", "PT10M",
                    "demarche.requests.time-limit", "PT10M",
                    "demarche.rate.per-minute", "45000",
                    "demarche.rate.trusted-proxies", "127.0.0.0/8, ::1",
                    "demarche.answers.size", "1M");
        }
    }

    /** Costs 10,000 and a little, so it counts as eight. */
    private static final String HEAVY = "query Heavy { stances { totalCount } }";

    /** Costs 30,000 and a little. Sent with different names, because a response from the cache costs 1. */
    private static final String EXPENSIVE =
            "{ a: stances { totalCount } b: stances { totalCount } c: stances { totalCount } }";

    private static final String CHEAP = "{ country(code: \"AF\") { name } }";

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/graphql")
    URI address;

    @Test
    void lightRequestsAreExecutedWhileHeavyOnesWait() throws Exception {
        List<RawClient> heavy = new ArrayList<>();
        try (LockedTable stances = LockedTable.lock("stance")) {
            for (int i = 0; i < 4; i++) {
                heavy.add(RawClient.send(address, HEAVY));
            }
            stances.awaitStatements(3);
            await().until(() -> gauge("waiting") == 1);
            assertThat(gauge("running")).isEqualTo(3);
            assertThat(gauge("units")).isEqualTo(24);
            assertThat(GraphqlClient.data(CHEAP).getString("country.name")).isEqualTo("Afghanistan");
            heavy.remove(3).leave();
            await().until(() -> gauge("waiting") == 0);
        }
        for (RawClient client : heavy) {
            assertThat(client.socket().getInputStream().read()).isEqualTo('H');
            client.leave();
        }
        await().until(() -> gauge("units") == 0 && gauge("running") == 0);
    }

    @Test
    void aClientThatRequestsTooMuchIsAskedToRetry() {
        assertThat(ask("203.0.113.1", "query One " + EXPENSIVE).statusCode()).isEqualTo(200);
        Response refused = ask("203.0.113.1", "query Two " + EXPENSIVE);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"minute\";q=45000;w=60");
        assertThat(refused.header("RateLimit")).matches("\"minute\";r=1\\d{4};t=[34]\\d");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 21);
        assertThat(ResponseJson.of(refused).getString("errors[0].extensions.code"))
                .isEqualTo("RATE_LIMITED");
        assertThat(ResponseJson.of(refused).getString("errors[0].message"))
                .matches("This client has requested more than a cost of 45000 per minute, the limit of this service."
                        + " Retry in \\d+ s, or request less\\.");
        assertThat(ResponseJson.of(refused).getString("data")).isNull();
        assertThat(ask("198.51.100.7, 203.0.113.1", "query Three " + EXPENSIVE).statusCode())
                .as("what a client writes itself does not count")
                .isEqualTo(429);
        assertThat(ask("203.0.113.2", "query Four " + EXPENSIVE).statusCode()).isEqualTo(200);
    }

    @Test
    void anOperationOfASocketCostsAsMuchAsARequest() {
        Map<String, String> client = Map.of("X-Forwarded-For", "203.0.113.7");
        try (GraphqlSocket socket = GraphqlSocket.open(address, "graphql-transport-ws", client)) {
            socket.initialise().subscribe("1", "query Five " + EXPENSIVE);
            assertThat(socket.data("1").getMap()).isNotEmpty();
            socket.subscribe("2", "query Six " + EXPENSIVE);
            assertThat(socket.errorCode("2")).isEqualTo("RATE_LIMITED");
            assertThat(ask("203.0.113.7", "query Seven " + EXPENSIVE).statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void aCallerWithATokenHasOneRateWhereverTheRequestsComeFrom() {
        String ana = TestTokens.editor("Ana");
        assertThat(ask("203.0.113.10", "query One " + EXPENSIVE, ana).statusCode())
                .isEqualTo(200);
        assertThat(ask("203.0.113.11", "query Two " + EXPENSIVE, TestTokens.curator("Ana"))
                        .statusCode())
                .as("another address, another token")
                .isEqualTo(429);
        assertThat(ask("203.0.113.10", "query Three " + EXPENSIVE, TestTokens.editor("Ben"))
                        .statusCode())
                .as("somebody else at the same address")
                .isEqualTo(200);
        assertThat(ask("203.0.113.10", "query Four " + EXPENSIVE).statusCode())
                .as("without a token")
                .isEqualTo(200);
        assertThat(export("203.0.113.12", ana).statusCode()).isEqualTo(200);
        assertThat(remaining(export("203.0.113.12", ana))).as("exports too").isLessThan(20_000);
    }

    @Test
    void anInvalidTokenCountsForItsAddress() {
        Response refused = ask("203.0.113.13", CHEAP, "Bearer x");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(ask("203.0.113.13", "query One " + EXPENSIVE).statusCode()).isEqualTo(200);
        ask("203.0.113.13", "query Two " + EXPENSIVE);
        assertThat(remaining(ask("203.0.113.13", CHEAP, "Bearer x"))).isLessThan(20_000);
    }

    @Test
    void aCachedAnswerCostsOne() {
        ask("203.0.113.3", EXPENSIVE);
        ask("203.0.113.3", EXPENSIVE);
        long before = remaining(ask("203.0.113.4", EXPENSIVE));
        long after = remaining(ask("203.0.113.4", EXPENSIVE));
        // What a second refills may hide the cost, but not that of an execution.
        assertThat(before - after).isLessThanOrEqualTo(1);
        assertThat(before).isGreaterThan(44_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ country(", "{ nothing }", "{ country { name } }", "{ __typename }"})
    void whatIsNotExecutedCostsOne(String query) {
        assertThat(remaining(ask("203.0.113.5", query))).isGreaterThan(44_900);
    }

    @Test
    void anExportCostsOneForEachRow() {
        BulkRecord.load();
        Response exported =
                RestAssured.given().header("X-Forwarded-For", "203.0.113.6").get("/export/stances.csv?topic=bulk");
        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.header("RateLimit-Policy")).isEqualTo("\"minute\";q=45000;w=60");
        assertThat(remaining(exported)).isLessThanOrEqualTo(45_000 - BulkRecord.EVENTS * BulkRecord.STANCES_OF_EACH);
    }

    private static long remaining(Response response) {
        return Long.parseLong(response.header("RateLimit").replaceAll(".*r=(\\d+).*", "$1"));
    }

    private static Response export(String client, String authorization) {
        return RestAssured.given()
                .header("X-Forwarded-For", client)
                .header("Authorization", authorization)
                .get("/export/stances.csv?country=TV&from=2090");
    }

    private static Response ask(String client, String query, String authorization) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .header("X-Forwarded-For", client)
                .header("Authorization", authorization)
                .body(Map.of("query", query))
                .post("/graphql");
    }

    private static Response ask(String client, String query) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .header("X-Forwarded-For", client)
                .body(Map.of("query", query))
                .post("/graphql");
    }

    private double gauge(String name) {
        return meters.get("demarche.requests." + name).gauge().value();
    }
}
