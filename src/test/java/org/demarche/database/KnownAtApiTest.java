package org.demarche.database;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.HttpConnection;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.Polling.await;
import static org.hamcrest.Matchers.equalTo;

/** The directive @knownAt: which moments it accepts, and what it costs. */
@QuarkusTest
class KnownAtApiTest {

    private static final String TITLE = "query ($t: DateTime!) @knownAt(time: $t) { topic(slug: \"known\") { title } }";

    @TestHTTPResource("/")
    URI root;

    @BeforeEach
    void record() {
        remove();
        BulkRecord.execute("insert into topic (slug, title, title_key) values ('known', 'First', 'first')");
    }

    @AfterEach
    void remove() {
        BulkRecord.execute("delete from event where slug like 'known-%'; delete from topic where slug = 'known'");
    }

    @Test
    void aQueryShowsWhatHadBeenCommittedUntilTheMoment() {
        String first = BulkRecord.now();
        write("Second");
        String second = BulkRecord.now();
        BulkRecord.execute("delete from topic where slug = 'known'");
        String withdrawn = BulkRecord.now();
        record();
        assertThat(title(first)).isEqualTo("First");
        assertThat(title(second)).isEqualTo("Second");
        assertThat(title(withdrawn)).isNull();
        assertThat(title(BulkRecord.now())).isEqualTo("First");
    }

    @Test
    void theMomentMayBeWrittenInTheDocumentAndWithAnyOffset() {
        String first = BulkRecord.now();
        write("Second");
        assertThat(data("query Cited @knownAt(time: \"%s\") { topic(slug: \"known\") { title } }".formatted(first))
                        .getString("topic.title"))
                .isEqualTo("First");
        String elsewhere = Instant.parse(first).atOffset(ZoneOffset.ofHours(-9)).toString();
        assertThat(title(elsewhere)).isEqualTo("First");
    }

    @Test
    void anObjectThatWasWithdrawnIsFoundByItsId() {
        BulkRecord.execute("""
                insert into event (slug, title, title_key, kind, status, date)
                values ('known-1', 'Known', 'known', 'VOTE', 'OCCURRED', '1903');
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, 'OPPOSES', 'VOTE', '1903', 'CONFIRMED' from event e, country c
                where e.slug = 'known-1' and c.code = 'FJ'
                """);
        List<String> ids = data("{ event(slug: \"known-1\") { id stances { nodes { id } } } }")
                .getList("event.stances.nodes.id");
        String then = BulkRecord.now();
        BulkRecord.execute("delete from event where slug = 'known-1'");
        String node = " { node(id: \"%s\") { ... on Stance { position event { title } } } }".formatted(ids.get(0));
        assertThat(data("query " + node).getString("node")).isNull();
        assertThat(data("query @knownAt(time: \"%s\")".formatted(then) + node).getString("node.event.title"))
                .isEqualTo("Known");
    }

    @Test
    void beforeItsFirstChangeAFreshDatabaseWasEmpty() {
        ResponseJson empty =
                data("query @knownAt(time: \"2001-01-01T00:00:00Z\") { events { totalCount } countries { totalCount }"
                        + " country(code: \"RU\") { name } bloc(code: \"NATO\") { name } stances { nodes { act } }"
                        + " search(text: \"taliban\") { totalCount } }");
        assertThat(empty.getInt("events.totalCount")).isZero();
        assertThat(empty.getInt("countries.totalCount")).isZero();
        assertThat(empty.getInt("search.totalCount")).isZero();
        assertThat(empty.getList("stances.nodes")).isEmpty();
        assertThat(empty.getString("country")).isNull();
        assertThat(empty.getString("bloc")).isNull();
    }

    /** Its first change set stands for all that it held when changes began to be kept. */
    @Test
    void anUpgradedDatabaseTellsWhenItsMemoryBegins() {
        BulkRecord.execute("""
                alter table change_set disable trigger commit_change_set;
                insert into change_set (id, changed_by) overriding system value values (0, 'upgrade');
                insert into change_commit (position, change_set, at) overriding system value
                values (0, 0, '2001-02-03T04:05:06Z');
                update change_commit set last_set = 0 where position = 0;
                alter table change_set enable always trigger commit_change_set
                """);
        try {
            assertRefused("2001-02-03T04:05:05Z", "INVALID_ARGUMENT", "2001-02-03T04:05:06Z");
            assertThat(title("2001-02-03T04:05:06Z")).isNull();
        } finally {
            BulkRecord.execute("delete from change_commit where position = 0; delete from change_set where id = 0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9999-01-01T00:00:00Z, INVALID_ARGUMENT, in the future",
        "yesterday, INVALID_ARGUMENT, is not a date and time",
        "2025-07-03, INVALID_ARGUMENT, is not a date and time",
    })
    void aMomentThatCannotBeAskedForIsRefused(String time, String code, String reason) {
        assertRefused(time, code, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query @knownAt { topics { totalCount } }",
                "query ($t: String!) @knownAt(time: $t) { topics { totalCount } }",
                "query @knownAt(time: \"2025-07-03T00:00:00Z\") @knownAt(time: \"2025-07-04T00:00:00Z\") { topics { totalCount } }",
                "{ topics @knownAt(time: \"2025-07-03T00:00:00Z\") { totalCount } }",
                "mutation @knownAt(time: \"2025-07-03T00:00:00Z\") { recordTopic(input: {slug: \"known\", title: \"Known\"}) {"
                        + " topic { slug } } }",
                "subscription @knownAt(time: \"2025-07-03T00:00:00Z\") { changed { kind } }",
                "{ ... @knownAt(time: \"2025-07-03T00:00:00Z\") { topics { totalCount } } }",
            })
    void aDocumentThatUsesTheDirectiveOtherwiseIsInvalid(String query) {
        assertThat(errors(query, Map.of("t", "2025-07-03T00:00:00Z")).getString("[0].extensions.code"))
                .isEqualTo("INVALID_QUERY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "\"yesterday\"", "NOW"})
    void aValueThatIsNoMomentIsRefused(String value) {
        assertThat(errors("query @knownAt(time: %s) { topics { totalCount } }".formatted(value), Map.of())
                        .getString("[0].extensions.code"))
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void nullIsNoMoment() {
        String query = "query ($t: DateTime = \"2025-07-03T00:00:00Z\") @knownAt(time: $t) { topics { totalCount } }";
        ResponseJson errors = errors(query, Collections.singletonMap("t", null));
        assertThat(errors.getString("[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(errors.getString("[0].message")).contains("@knownAt(time:)");
    }

    @ParameterizedTest
    @CsvSource({
        "Query.alignment, '{ alignment(country: \"RU\", with: \"CN\") { score } }'",
        "Country.alignments, '{ country(code: \"RU\") { alignments { totalCount } } }'",
        "Bloc.cohesion, '{ bloc(code: \"NATO\") { cohesion } }'",
        "Query.changes, '{ changes { totalCount } }'",
        "Query.history, '{ history(id: \"RXZlbnQvcnVuLTE\") { totalCount } }'",
        "Event.history, '{ events(first: 1) { nodes { history { totalCount } } } }'",
        "Stance.history, '{ stances(first: 1) { nodes { history { totalCount } } } }'",
    })
    void whatIsKnownOfThePresentOnlyIsRefusedByName(String name, String query) {
        ResponseJson errors = errors("query @knownAt(time: \"%s\") ".formatted(BulkRecord.now()) + query, Map.of());
        assertThat(errors.getString("[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(errors.getString("[0].message")).startsWith("@knownAt: " + name + " is known of the present only");
    }

    /** Whatever it commits later, also with a number below those that were committed before. */
    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_SERIALIZABLE})
    void whatWasInProgressAtTheMomentIsNotShown(int isolation) throws SQLException {
        try (Connection slow = BulkRecord.connection();
                Statement statement = slow.createStatement()) {
            slow.setTransactionIsolation(isolation);
            slow.setAutoCommit(false);
            statement.execute("update topic set title = 'Slow', title_key = 'slow' where slug = 'known'");
            BulkRecord.execute("insert into event (slug, title, title_key, kind, status, date)"
                    + " values ('known-2', 'Quick', 'quick', 'VOTE', 'OCCURRED', '1903')");
            String then = BulkRecord.now();
            String query =
                    "query @knownAt(time: \"%s\") { topic(slug: \"known\") { title } event(slug: \"known-2\") { title } }"
                            .formatted(then);
            String answer = data(query).toString();
            assertThat(answer).contains("First", "Quick");
            slow.commit();
            assertThat(data(query).toString()).isEqualTo(answer);
            assertThat(title(BulkRecord.now())).isEqualTo("Slow");
        }
    }

    /** Transactions that wait for their commit have a time already. */
    @Test
    void aMomentOfNowWaitsForWhatIsBeingCommitted() throws Exception {
        try (Connection committing = BulkRecord.connection();
                Statement statement = committing.createStatement()) {
            committing.setAutoCommit(false);
            statement.execute("update topic set title = 'Second', title_key = 'second' where slug = 'known'");
            statement.execute("set constraints all immediate");
            String then = BulkRecord.now();
            Thread asking = new Thread(() -> {
                assertThat(title(then)).isEqualTo("Second");
                finished = true;
            });
            finished = false;
            asking.start();
            await().until(() ->
                    BulkRecord.number("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            == 1);
            assertThat(finished).isFalse();
            committing.commit();
            asking.join();
            assertThat(finished).isTrue();
        }
    }

    private volatile boolean finished;

    @Test
    void todayIsTheDayOfTheMoment() {
        QuarkusMock.installMockForType(Clock.fixed(Instant.parse("1955-06-01T00:00:00Z"), ZoneOffset.UTC), Clock.class);
        String members =
                " { bloc(code: \"NATO\") { memberships { totalCount } } countries(filter: {bloc: \"NATO\"}) { totalCount } }";
        assertThat(data("query" + members).getInt("bloc.memberships.totalCount"))
                .isEqualTo(15);
        ResponseJson then = data("query @knownAt(time: \"%s\")".formatted(BulkRecord.now()) + members);
        assertThat(then.getInt("bloc.memberships.totalCount")).isGreaterThan(30);
        assertThat(then.getInt("countries.totalCount")).isGreaterThan(30);
    }

    /** One finds the moment, and before each one begins its transaction there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ events(first: 60) { nodes { title margin stances(first: 12) { nodes { position country { code name } } } } } }",
                "{ country(code: \"AF\") { name stances(first: 250) { nodes { event { title stances(first: 250) { nodes {"
                        + " position country { code } } } } } } } }",
                "{ events(first: 50) { nodes { topics { slug } participants { country { code } } precededBy { slug } followedBy { slug }"
                        + " sources { title } tally { total } stances { nodes { sources { title } } } } } }",
            })
    void aPastQueryTakesTheStatementsOfThePresentAndOneMore(String query) {
        BulkRecord.load();
        // Counted again if countries are read meanwhile, because an earlier test changed them.
        await().untilAsserted(() -> {
            long present = StatementCounter.during(() -> GraphqlClient.data(query));
            String past = "query @knownAt(time: \"%s\") ".formatted(BulkRecord.now()) + query;
            // Reads those of the moment.
            GraphqlClient.data(past);
            long[] begun = new long[1];
            long all = StatementCounter.during(
                    () -> begun[0] = StatementCounter.during("look_back_to", () -> GraphqlClient.data(past)));
            assertThat(begun[0]).isEqualTo(present);
            assertThat(all - begun[0]).isEqualTo(present + 1);
        });
    }

    /** Nor after any restart of the service, or by another instance. */
    @Test
    void theTagOfAPastAnswerRemainsValidWhateverIsWritten() {
        HttpConnection http = new HttpConnection(root);
        String query = "query @knownAt(time: \"%s\") { topic(slug: \"known\") { title } }".formatted(BulkRecord.now());
        String tag = header(http.query(query), "ETag");
        write("Second");
        HttpResponse<byte[]> again = http.query(query, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(header(http.query(query), "ETag")).isEqualTo(tag);
        String other = query.replace("title", "slug");
        assertThat(http.query(other, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aRegisteredDocumentLooksBackToo() throws NoSuchAlgorithmException {
        String moment = BulkRecord.now();
        write("Second");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(TITLE.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> request = new HashMap<>(Map.of(
                "query", TITLE,
                "variables", Map.of("t", moment),
                "extensions",
                        Map.of(
                                "persistedQuery",
                                Map.of(
                                        "version",
                                        1,
                                        "sha256Hash",
                                        HexFormat.of().formatHex(hash)))));
        for (int i = 0; i < 2; i++) {
            RestAssured.given()
                    .contentType(ContentType.JSON)
                    .body(request)
                    .post("/graphql")
                    .then()
                    .body("data.topic.title", equalTo("First"));
            request.remove("query");
        }
    }

    @Test
    void aQueryLooksBackOverASocketAndInAnEventStreamToo() {
        String query = "query @knownAt(time: \"%s\") { topic(slug: \"known\") { title } }".formatted(BulkRecord.now());
        write("Second");
        try (GraphqlSocket socket = GraphqlSocket.ready(root)) {
            socket.subscribe("past", query).subscribe("present", "{ topic(slug: \"known\") { title } }");
            assertThat(socket.data("past").encode()).contains("First");
            assertThat(socket.data("present").encode()).contains("Second");
        }
        String events = RestAssured.given()
                .contentType(ContentType.JSON)
                .accept("text/event-stream")
                .body(Map.of("query", query))
                .post("/graphql")
                .asString();
        assertThat(events).contains("event: next", "First", "event: complete").doesNotContain("Second");
    }

    /** The connection returns to the pool as it was. */
    @Test
    void aPastQueryThatFailsLeavesThePresentAsItIs() {
        String query =
                "query @knownAt(time: \"%s\") { a: topic(slug: \"known\") { title } }".formatted(BulkRecord.now());
        write("Second");
        String broken = "query @knownAt(time: \"%s\") { stances(filter: {publishers: [\"a\\u0000b\"]}) { totalCount } }"
                .formatted(BulkRecord.now());
        for (int i = 0; i < 30; i++) {
            assertThat(errors(broken, Map.of()).getString("[0].extensions.code"))
                    .isEqualTo("INVALID_ARGUMENT");
            assertThat(data(query).getString("a.title")).isEqualTo("First");
            assertThat(data("{ topic(slug: \"known\") { title } }").getString("topic.title"))
                    .isEqualTo("Second");
        }
    }

    private static void write(String title) {
        BulkRecord.execute(
                "update topic set title = '%1$s', title_key = lower('%1$s') where slug = 'known'".formatted(title));
    }

    private static String title(String moment) {
        return GraphqlClient.data(TITLE, Map.of("t", moment)).getString("topic.title");
    }

    private static void assertRefused(String moment, String code, String reason) {
        ResponseJson errors = errors(TITLE, Map.of("t", moment));
        assertThat(errors.getString("[0].extensions.code")).isEqualTo(code);
        assertThat(errors.getString("[0].message")).contains(reason);
    }

    private static ResponseJson data(String query) {
        return GraphqlClient.data(query);
    }

    private static ResponseJson errors(String query, Map<String, ?> variables) {
        return GraphqlClient.answer(query, variables).at("errors");
    }
}
