package org.demarche.graphql.http;

import java.net.URI;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.LockedTable;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** A request that takes longer than the time limit. A locked table stands for statements that take long. */
@QuarkusTest
@TestProfile(TimeLimitApiTest.Short.class)
class TimeLimitApiTest {

    public static final class Short implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "demarche.requests.time-limit", "PT1.5S",
                    "demarche.requests.statements", "1",
                    "demarche.exports.time-limit", "PT1.5S");
        }
    }

    private static final String OPEN_TRANSACTIONS =
            "select count(*) from pg_stat_activity where state like 'idle in transaction%'";

    private static final String TWO_LISTS = "{ stances { totalCount } events { totalCount } }";

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI service;

    @Test
    void aRequestThatTakesTooLongIsAnsweredWithAnErrorAndItsStatementsEnd() throws Exception {
        GraphqlClient.data(TWO_LISTS);
        try (LockedTable stances = LockedTable.lock("stance")) {
            long statements = StatementCounter.during("from event", () -> RestAssured.given()
                    .contentType(ContentType.JSON)
                    .accept("application/graphql-response+json")
                    .body(Map.of("query", TWO_LISTS))
                    .post("/graphql")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("data", nullValue())
                    .body("errors", hasSize(1))
                    .body("errors[0].extensions.code", is("UNAVAILABLE"))
                    .body(
                            "errors[0].message",
                            is("The request took longer than 1.5 s, the time limit of this service. Request less, for"
                                    + " example smaller pages or fewer lists, or retry in a few seconds.")));
            assertThat(statements).as("the second list is not read").isZero();
            stances.awaitStatements(0);
            assertThat(meters.get("demarche.requests.running").gauge().value()).isZero();
        }
        GraphqlClient.data(TWO_LISTS);
    }

    @Test
    void anOperationOfASocketThatTakesTooLongGetsAnErrorAndItsStatementsEnd() throws Exception {
        try (LockedTable stances = LockedTable.lock("stance");
                GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", TWO_LISTS);
            assertThat(socket.errorCode("1")).isEqualTo("UNAVAILABLE");
            stances.awaitStatements(0);
            socket.subscribe("2", "{ __typename }");
            assertThat(socket.data("2").getString("__typename")).isEqualTo("Query");
        }
    }

    @Test
    void anExportThatTakesTooLongEndsInTheDatabaseToo() throws Exception {
        try (LockedTable stances = LockedTable.lock("stance")) {
            RestAssured.get("/export/stances.csv")
                    .then()
                    .statusCode(503)
                    .header("Content-Disposition", nullValue())
                    .body("errors[0].extensions.code", is("UNAVAILABLE"))
                    .body("errors[0].message", startsWith("The request took longer than 1.5 s"));
            stances.awaitStatements(0);
            await().until(() -> BulkRecord.number(OPEN_TRANSACTIONS) == 1);
            assertThat(meters.get("demarche.exports.running").gauge().value()).isZero();
        }
        RestAssured.get("/export/stances.csv").then().statusCode(200);
    }
}
