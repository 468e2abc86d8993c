package org.demarche.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.demarche.graphql.http.ResponseCacheApiTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Heavy;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What plain queries answer at a moment is what they answer later with @knownAt, whatever has changed since. */
@Heavy
@QuarkusTest
@TestProfile(ResponseCacheApiTest.Kept.class)
class RecordedRunApiTest {

    private static final String EVENT =
            "{ id slug title summary kind date status symbol margin revision recordedAt revisedAt }";
    private static final String STANCE = "{ id position act since until summary quote confidence revision revisedAt"
            + " country { code } event { slug } sources { title attribution } }";

    /** Lists, pages, counts, tallies, positions and single objects, of everything that the run changes. */
    private static final List<String> QUERIES = List.of(
            "{ events(last: 100, filter: {date: {from: \"1901-01-01\", to: \"1902-12-31\"}}) { totalCount nodes "
                    + EVENT + " } }",
            "{ events(first: 20, orderBy: MARGIN_DESC) { nodes { slug margin } } }",
            "{ events(first: 20, orderBy: MARGIN_ASC, filter: {margin: {from: -3, to: 3}}) { totalCount nodes { slug margin } } }",
            "{ events(first: 30, orderBy: REVISED_DESC) { nodes { slug revision } } }",
            "{ events(last: 50, orderBy: TITLE_ASC, filter: {search: \"harbour\"}) { totalCount nodes { slug title } } }",
            "{ events(filter: {topics: [\"run-a\", \"run-b\"], kinds: [VOTE]}, first: 50) { totalCount nodes { slug } } }",
            "{ events(filter: {participants: [\"FJ\", \"TO\"]}, last: 50) { totalCount nodes { slug } } }",
            "{ events(filter: {stancesOf: [\"FJ\"]}, last: 50) { totalCount nodes { slug } } }",
            "{ events(filter: {slugs: [\"run-1\", \"run-2\", \"run-3\", \"run-renamed-9\"]}) { nodes { slug } } }",
            "{ events(filter: {symbols: [\"S/RES/91(1901)\", \"S/RES/92\"]}) { nodes { slug symbol } } }",
            "{ a: event(slug: \"run-1\") " + EVENT
                    + " b: event(slug: \"run-2\") { slug topics { slug title } participants { role"
                    + " country { code } } precededBy { slug } followedBy { slug } sources { title attribution } tally { supports"
                    + " partlySupports neutral partlyOpposes opposes absent total } then: tally(on: \"1902-01-01\") { total }"
                    + " some: tally(bloc: \"RUN\") { total } there: tally(region: \"Oceania\") { total } } }",
            "{ topics { totalCount nodes { slug title description events(first: 10) { totalCount nodes { slug } }"
                    + " tally(on: \"1902-06-01\") { supports opposes neutral total }"
                    + " positions(on: \"1902-06-01\", first: 30) { totalCount nodes { position country { code } event { slug } } } } } }",
            "{ topic(slug: \"run-a\") { title positions(on: \"1901-09-09\", filter: {positions: [SUPPORTS, OPPOSES]}) { nodes {"
                    + " position country { code } } } tally(on: \"1901-09-09\", bloc: \"RUN\") { total } } }",
            "{ stances(last: 100, filter: {since: {from: \"1901-01-01\", to: \"1902-12-31\"}}) { totalCount nodes "
                    + STANCE + " } }",
            "{ stances(first: 50, orderBy: REVISED_DESC) { nodes { revision position } } }",
            "{ stances(filter: {topics: [\"run-b\"], positions: [SUPPORTS]}, first: 50) { totalCount nodes { since country { code } } } }",
            "{ stances(filter: {countries: [\"FJ\", \"TO\"], acts: [RECOGNITION]}, first: 50) { totalCount nodes { since } } }",
            "{ stances(filter: {blocs: [\"RUN\"]}, last: 50) { totalCount nodes { since country { code } } } }",
            "{ stances(filter: {search: \"fishery\"}) { totalCount nodes { quote summary } } }",
            "{ stances(filter: {publishers: [\"Run Wire\"]}) { totalCount nodes { since sources { title } } } }",
            "{ stances(orderBy: COUNTRY_ASC, filter: {events: [\"run-1\", \"run-2\", \"run-3\"]}) { totalCount nodes { since country { code } } } }",
            "{ countries(last: 5, filter: {regions: [\"Oceania\"]}) { totalCount nodes { code name } } }",
            "{ countries(filter: {bloc: \"RUN\"}) { totalCount nodes { code blocs { code } } } }",
            "{ country(code: \"XRUN\") { name region successors { code } } fj: country(code: \"FJ\") { predecessors { code }"
                    + " seatPredecessors { code } stances(first: 20) { totalCount nodes { position } } events { totalCount }"
                    + " positionOn(topic: \"run-a\", on: \"1902-06-01\") { position }"
                    + " seat: positionOn(topic: \"run-a\", on: \"1902-06-01\", includePredecessors: true) { position } } }",
            "{ bloc(code: \"RUN\") { name memberships(on: \"1950-01-01\") { totalCount nodes { country { code } from until } } } }",
            "{ sources(publisher: \"Run Wire\") { totalCount nodes { title attribution events { totalCount nodes { slug } } stances { totalCount } } } }",
            "{ search(text: \"harbour\", first: 30) { totalCount nodes { __typename ... on Event { slug title } ... on Topic { slug title } } } }",
            "{ search(text: \"S/RES/91(1901)\") { nodes { ... on Event { slug } } } }");

    @Inject
    SnapshotRevision revision;

    @Inject
    MeterRegistry meters;

    private static Connection writer;

    @BeforeAll
    static void connect() throws SQLException {
        writer = BulkRecord.connection();
    }

    @AfterAll
    static void remove() throws SQLException {
        writer.close();
        RecordedRun.end();
    }

    @ParameterizedTest
    @CsvSource("120, 3")
    void momentsAreAnsweredAsTheyWereThen(int changes, int moments) {
        assertAnsweredAsThen(changes, moments);
    }

    @ParameterizedTest
    @CsvSource("1000, 10")
    void manyMomentsOfManyChangesAreAnsweredAsTheyWereThen(int changes, int moments) {
        assertAnsweredAsThen(changes, moments);
    }

    /** Asked twice: the second time the answer is a kept one. */
    private void assertAnsweredAsThen(int changes, int moments) {
        RecordedRun.begin();
        Random random = new Random(20260711);
        RecordedRun run = new RecordedRun(writer, random.nextLong());
        Set<Integer> asked = new HashSet<>();
        while (asked.size() < moments) {
            asked.add(1 + random.nextInt(changes));
        }
        Map<String, List<String>> then = new LinkedHashMap<>();
        for (int change = 1; change <= changes; change++) {
            run.change();
            if (asked.contains(change)) {
                List<String> answers = presentAnswers();
                then.put(BulkRecord.now(), answers);
            }
        }
        assertThat(then.values().stream().distinct()).hasSize(moments);
        double reused = reused();
        for (int repetition = 0; repetition < 2; repetition++) {
            then.forEach((moment, answers) -> {
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(lookBack(moment, QUERIES.get(i)))
                            .as(moment + QUERIES.get(i))
                            .isEqualTo(answers.get(i));
                }
            });
        }
        assertThat(reused() - reused).isEqualTo(moments * QUERIES.size());
    }

    private double reused() {
        return meters.get("demarche.answers.reused").functionCounter().count();
    }

    /** A page ends at the same places whether its cursors are used now or then. */
    @Test
    void pagesOfThePastHaveTheCursorsOfThen() {
        RecordedRun.begin();
        RecordedRun run = new RecordedRun(writer, 7);
        for (int i = 0; i < 150; i++) {
            run.change();
        }
        String page =
                "{ stances(first: 5, after: %s, filter: {since: {from: \"1901-01-01\", to: \"1902-12-31\"}}) { nodes { id }"
                        + " pageInfo { hasNextPage endCursor } } }";
        List<String> present = new ArrayList<>();
        String after = "null";
        for (boolean more = true; more; ) {
            String answer = present(page.formatted(after));
            present.add(answer);
            more = ResponseJson.of(answer).getBoolean("data.stances.pageInfo.hasNextPage");
            after = '"' + ResponseJson.of(answer).getString("data.stances.pageInfo.endCursor") + '"';
        }
        assertThat(present).hasSizeGreaterThan(1);
        String moment = BulkRecord.now();
        for (int i = 0; i < 150; i++) {
            run.change();
        }
        after = "null";
        for (String then : present) {
            assertThat(lookBack(moment, page.formatted(after))).isEqualTo(then);
            after = '"' + ResponseJson.of(then).getString("data.stances.pageInfo.endCursor") + '"';
        }
    }

    /**
     * Writers whose transactions overlap, some of them stricter ones. Each moment is asked for while they write and again when
     * they have ended, and compared with the versions and the times of their commits.
     */
    @Test
    void besideWritersAMomentIsAnsweredAsItIsLater() throws Exception {
        RecordedRun.begin();
        BulkRecord.execute("""
                insert into event (slug, title, title_key, kind, status, date)
                select 'run-' || n, 'Run', 'run', 'VOTE', 'OCCURRED', '1901' from generate_series(1, 4) n
                """);
        String query =
                "{ stances(first: 100, filter: {events: [\"run-1\", \"run-2\", \"run-3\", \"run-4\"]}) { totalCount"
                        + " nodes { revision position country { code } event { slug margin } } } }";
        Map<String, String> answers = new LinkedHashMap<>();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int event = 1; event <= 4; event++) {
                String slug = "run-" + event;
                int seed = event;
                running.add(writers.submit(() -> OverlappingWriter.write(slug, seed, done)));
            }
            while (answers.size() < 20) {
                String moment = BulkRecord.now();
                answers.put(moment, lookBack(moment, query));
            }
            done.set(true);
            for (Future<?> writer : running) {
                writer.get();
            }
        } finally {
            done.set(true);
            writers.shutdown();
        }
        assertThat(answers.values().stream().distinct()).hasSizeGreaterThan(5);
        answers.forEach((moment, answer) -> {
            assertThat(lookBack(moment, query + " ")).isEqualTo(answer);
            assertThat(ResponseJson.of(answer).getLong("data.stances.totalCount"))
                    .isEqualTo(OverlappingWriter.count(moment));
        });
    }

    private List<String> presentAnswers() {
        revision.invalidate();
        return QUERIES.stream().map(this::present).toList();
    }

    /** Not a kept answer: those may be half a second old. */
    private String present(String query) {
        return withoutErrors(GraphqlClient.send(Map.of("query", query), "Cookie", "no=cache"));
    }

    private static String lookBack(String moment, String query) {
        return withoutErrors(GraphqlClient.send(Map.of(
                "query", "query ($t: DateTime!) @knownAt(time: $t) " + query, "variables", Map.of("t", moment))));
    }

    private static String withoutErrors(String answer) {
        assertThat(ResponseJson.of(answer).getList("errors")).as(answer).isNull();
        return answer;
    }
}
