package org.demarche.graphql.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.vertx.core.json.JsonObject;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.Sql;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Heavy;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.demarche.support.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;
import static org.demarche.support.SeenSoon.assertSeen;

/** A cached response equals the one that an execution would return. */
@QuarkusTest
@TestProfile(ResponseCacheApiTest.Kept.class)
public class ResponseCacheApiTest {

    public static final class Kept implements QuarkusTestProfile {

        /** Large enough for the responses of all tests with this profile: a full cache does not accept each new one. */
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("demarche.answers.size", "64M");
        }
    }

    private static final int READERS = 64;
    private static final int WRITES = 15;

    private static final String BODY =
            "{\"query\": \"{ topic(slug: \\\"kept\\\") { description events { nodes { title } } } }\"}";

    @Inject
    WriteTransaction transaction;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/graphql")
    URI address;

    @BeforeEach
    void recordTopic() {
        BulkRecord.execute(
                "insert into topic (slug, title, title_key, description) values ('kept', 'Kept', 'kept', '0')"
                        + " on conflict (slug) do update set description = '0'");
        assertSeenWithinASecond("0");
    }

    @Test
    void aRepeatedRequestNeedsNoStatementIfNothingWasWritten() {
        ask();
        double before = reused();
        long statements = StatementCounter.during(() -> {
            for (int i = 0; i < 20; i++) {
                assertThat(ask()).isEqualTo("0");
            }
        });
        assertThat(reused() - before).isGreaterThanOrEqualTo(15);
        // At most the topic and its events once more, and every half second whether anything has been written: a busy
        // machine takes its time. Without the cache there would be two statements for each answer.
        assertThat(statements).isLessThan(30);
    }

    /** How far a record is loaded changes without a change of the data: the last step ends after the last write. */
    @Test
    void howFarRecordsAreLoadedIsNeverKept() {
        String query = "{ builtInRecords { name title state done total } topic(slug: \"kept\") { description } }";
        GraphqlClient.data(query);
        double before = reused();
        long statements = StatementCounter.during(() -> {
            for (int i = 0; i < 5; i++) {
                assertThat(GraphqlClient.data("{ builtInRecords { name title state done total } }")
                                .<Map<String, Object>>getList("builtInRecords"))
                        .singleElement()
                        .satisfies(record -> assertThat(record)
                                .containsEntry("name", "recognition")
                                .containsEntry("state", "LOADED")
                                .containsEntry("done", record.get("total")));
            }
        });
        assertThat(statements)
                .as("from memory, but for whether anything has been written")
                .isLessThan(5);
        GraphqlClient.data(query);
        assertThat(reused()).isEqualTo(before);
    }

    /** A request after an acknowledged write must not get the data from before it. */
    @Heavy
    @Test
    void noResponseFromBeforeAWriteIsSentAfterIt() throws Throwable {
        AtomicInteger written = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Queue<String> stale = new ConcurrentLinkedQueue<>();
        AtomicInteger asked = new AtomicInteger();
        double before = reused();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Thread thread = new Thread(() -> readUntil(done, written, asked, stale));
            thread.start();
            readers.add(thread);
        }
        for (int value = 1; value <= WRITES; value++) {
            write(value);
            written.set(value);
            int enough = asked.get() + READERS;
            await().pollInterval(Duration.ofMillis(1)).until(() -> asked.get() >= enough || !stale.isEmpty());
        }
        done.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(stale).isEmpty();
        assertThat(reused() - before).as("answers that were reused").isPositive();
    }

    @Test
    void writesOfOtherInstancesAreVisibleWithinASecond() {
        for (int value = 1; value <= 5; value++) {
            String expected = "other " + value;
            ask();
            BulkRecord.execute("update topic set description = '" + expected + "' where slug = 'kept'");
            assertSeenWithinASecond(expected);
        }
    }

    @Test
    void aCountryThatAnotherInstanceRenamesIsRenamedInKeptAnswersWithinASecond() {
        String query = "{ country(code: \"NO\") { name } }";
        try {
            for (String name : List.of("Noreg", "Norge", "Norway")) {
                GraphqlClient.data(query);
                BulkRecord.execute("update country set name = '" + name + "' where code = 'NO'");
                assertSeen(() -> assertThat(GraphqlClient.data(query).getString("country.name"))
                        .isEqualTo(name));
            }
        } finally {
            BulkRecord.execute("update country set name = 'Norway' where code = 'NO'");
        }
    }

    @Test
    void aResponseOfYesterdayIsNotSentToday() {
        String query = "{ bloc(code: \"NATO\") { memberships { totalCount } } }";
        assertThat(membersAt("2024-03-06T23:59:59.999Z", query)).isEqualTo(31);
        assertThat(membersAt("2024-03-07T00:00:00Z", query)).isEqualTo(32);
    }

    private static int membersAt(String now, String query) {
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), Clock.class);
        return GraphqlClient.data(query).getInt("bloc.memberships.totalCount");
    }

    @Test
    void requestsWithCredentialsBypassTheCache() {
        ask();
        double before = reused();
        for (Header header : List.of(
                new Header("Authorization", TestTokens.editor("Ana")),
                new Header("Authorization", "Basic eDp5"),
                new Header("Cookie", "a=b"))) {
            for (int i = 0; i < 3; i++) {
                RestAssured.given()
                        .contentType(ContentType.JSON)
                        .header(header)
                        .body(BODY)
                        .post("/graphql")
                        .then()
                        .statusCode(200);
            }
        }
        assertThat(reused()).isEqualTo(before);
    }

    @Test
    void errorsAreNotCached() {
        double before = reused();
        for (int i = 0; i < 3; i++) {
            for (String query : List.of("{ nothing }", "{ events(first: -1) { totalCount } }", "{")) {
                RestAssured.given()
                        .contentType(ContentType.JSON)
                        .body(Map.of("query", query))
                        .post("/graphql")
                        .then()
                        .statusCode(200);
            }
        }
        assertThat(reused()).isEqualTo(before);
    }

    @Test
    void aCachedResponseIsSentInTheAcceptedMediaType() {
        for (String type : List.of("application/json", "application/graphql-response+json")) {
            assertThat(RestAssured.given()
                            .contentType(ContentType.JSON)
                            .header("Accept", type)
                            .body(BODY)
                            .post("/graphql")
                            .contentType())
                    .startsWith(type);
        }
    }

    private static void assertSeenWithinASecond(String expected) {
        assertSeen(() -> assertThat(ask()).isEqualTo(expected));
    }

    private void readUntil(AtomicBoolean done, AtomicInteger written, AtomicInteger asked, Queue<String> stale) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (!done.get() && stale.isEmpty()) {
            int least = written.get();
            int read = Integer.parseInt(ask(client));
            if (read < least) {
                stale.add("read %d after %d had been written".formatted(read, least));
            }
            asked.incrementAndGet();
        }
    }

    private String ask(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BODY))
                .build();
        try {
            return description(client.send(request, BodyHandlers.ofString()).body());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String ask() {
        return description(GraphqlClient.send(new JsonObject(BODY).getMap()));
    }

    private static String description(String answer) {
        return ResponseJson.of(answer).getString("data.topic.description");
    }

    private void write(int value) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> transaction.bulk(
                ChangeAuthor.named("test"),
                "kept",
                batch -> batch.update(Sql.of("update topic set description = ? where slug = 'kept'", "" + value))));
    }

    private double reused() {
        return meters.get("demarche.answers.reused").functionCounter().count();
    }
}
