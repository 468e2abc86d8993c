package org.demarche.graphql.http;

import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;
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

    private static final String TOPIC =
            "recordTopic(input: { slug: \"late-topic\", title: \"Late\" }) { topic { slug } userErrors { code } }";

    private static final String STANCE = """
            recordStance(input: { country: "NO", event: "russia-recognises-taliban-government", position: NEUTRAL
                act: STATEMENT, since: "2025-10-01", quote: "Too late", sources: [{ title: "Late" }] }) { userErrors { code } }
            """;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI service;

    @AfterEach
    void removeTopic() {
        BulkRecord.execute("delete from topic where slug = 'late-topic'");
    }

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
    void aMutationThatTakesTooLongWritesNothingAndSaysSo() throws Exception {
        try (LockedTable stances = LockedTable.lock("stance")) {
            assertThat(late(TOPIC, STANCE))
                    .isEqualTo(
                            "The request took longer than 1.5 s, the time limit of this service. 1 of its mutations has been"
                                    + " written, and nothing else. Read the objects again, or send the same requestKeys once more.");
            assertThat(late(STANCE))
                    .isEqualTo(
                            "The request took longer than 1.5 s, the time limit of this service. Nothing has been written."
                                    + " Retry in a few seconds.");
            stances.awaitStatements(2);
        }
        await().until(() -> BulkRecord.number(OPEN_TRANSACTIONS) == 0 && LockedTable.waitingStatements() == 0);
        assertThat(BulkRecord.texts("select slug from topic where slug like 'late-%'"))
                .containsExactly("late-topic");
        assertThat(BulkRecord.number("select count(*) from stance where quote = 'Too late'"))
                .isZero();
    }

    /** Otherwise the client would not know what to do. */
    @Test
    void theTimeLimitWaitsForACommit() throws Exception {
        try (Connection other = BulkRecord.connection()) {
            other.createStatement().execute("select pg_advisory_lock(hashtext('demarche change order'))");
            long sent = System.nanoTime();
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> mutated(TOPIC));
            await().until(() -> LockedTable.waitingStatements() == 1);
            await().until(() ->
                    System.nanoTime() - sent > Duration.ofMillis(1800).toNanos());
            assertThat(answer).isNotDone();
            other.createStatement().execute("select pg_advisory_unlock_all()");
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(ResponseJson.of(answer.join()).getString("data.recordTopic.topic.slug"))
                    .isEqualTo("late-topic");
        }
    }

    private static String late(String... mutations) {
        Response late = mutated(mutations);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(ResponseJson.of(late).getString("errors[0].extensions.code")).isEqualTo("UNAVAILABLE");
        return ResponseJson.of(late).getString("errors[0].message");
    }

    private static Response mutated(String... mutations) {
        return MutationClient.editor("ana").post("mutation { " + String.join(" ", mutations) + " }", Map.of());
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
