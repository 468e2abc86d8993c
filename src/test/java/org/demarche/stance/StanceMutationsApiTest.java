package org.demarche.stance;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.MutationClient.input;
import static org.demarche.support.MutationClient.source;
import static org.demarche.support.MutationClient.with;

/** The mutations of stances, on an event of 2021-08-15. */
@QuarkusTest
class StanceMutationsApiTest {

    private static final MutationClient ANA = MutationClient.editor("ana");
    private static final MutationClient CARLA = MutationClient.curator("carla");

    private static final Map<String, Object> STANCE = input(
            "country", "NO",
            "event", "mutated-event",
            "position", "OPPOSES",
            "act", "STATEMENT",
            "since", "2021-09-01",
            "sources", source("A source of mutations"));

    @BeforeEach
    void recordEvent() {
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('mutated', 'Mutated', 'mutated');
                insert into event (slug, title, title_key, kind, status, date)
                values ('mutated-event', 'Mutated', 'mutated', 'STATEMENT', 'OCCURRED', '2021-08-15');
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug = 'mutated-event' and t.slug = 'mutated';
                """);
    }

    @AfterEach
    void remove() {
        BulkRecord.execute("delete from event where slug like 'mutated-%'; delete from topic where slug = 'mutated'");
    }

    @Test
    void aStanceIsRecordedWithEverythingThatBelongsToIt() {
        ResponseJson recorded = ANA.done(
                        "recordStance",
                        with(
                                STANCE,
                                "until",
                                "2023-05",
                                "summary",
                                " Refuses\r\nto recognise it. ",
                                // e and a combining acute accent
                                "quote",
                                "Re\u0301solu",
                                "speaker",
                                "The minister",
                                "confidence",
                                "REPORTED",
                                "sources",
                                List.of(
                                        Map.of(
                                                "title", "Weightier",
                                                "publisher", "NTB",
                                                "author", "K. N.",
                                                "url", "https://example.org/a?b=c",
                                                "publishedOn", "2021-09",
                                                "language", "nb-no"),
                                        Map.of("title", "Lighter"))),
                        """
                stance {
                  id country { code } event { slug margin } position act since sinceDay until summary quote speaker
                  confidence revision recordedAt revisedAt
                  sources { title publisher author url publishedOn language }
                }
                """)
                .at("data.recordStance.stance");
        assertThat(recorded.getString("country.code")).isEqualTo("NO");
        assertThat(recorded.getMap("event"))
                .containsEntry("slug", "mutated-event")
                .containsEntry("margin", -1);
        assertThat(recorded.getMap(""))
                .containsEntry("position", "OPPOSES")
                .containsEntry("act", "STATEMENT")
                .containsEntry("since", "2021-09-01")
                .containsEntry("until", "2023-05")
                .containsEntry("summary", "Refuses\nto recognise it.")
                .containsEntry("quote", "R\u00e9solu")
                .containsEntry("speaker", "The minister")
                .containsEntry("confidence", "REPORTED")
                .containsEntry("revision", 1);
        assertThat(recorded.getList("sources"))
                .containsExactly(
                        Map.of(
                                "title", "Weightier",
                                "publisher", "NTB",
                                "author", "K. N.",
                                "url", "https://example.org/a?b=c",
                                "publishedOn", "2021-09",
                                "language", "nb-NO"),
                        GraphqlClient.data("{ sources(search: \"Lighter\") { nodes"
                                        + " { title publisher author url publishedOn language } } }")
                                .getMap("sources.nodes[0]"));
        Map<String, Object> read = GraphqlClient.data(
                        "query($id: ID!) { node(id: $id) { ... on Stance { id country { code } event { slug margin } position"
                                + " act since sinceDay until summary quote speaker confidence revision recordedAt revisedAt"
                                + " sources { title publisher author url publishedOn language } } } }",
                        Map.of("id", recorded.getString("id")))
                .getMap("node");
        assertThat(read).isEqualTo(recorded.getMap(""));
    }

    @Test
    void listsTalliesPositionsSearchAndAlignmentFollow() {
        String query = """
                { event(slug: "mutated-event") { margin tally { opposes } stances { totalCount } }
                  topic(slug: "mutated") { positions { nodes { country { code } } } }
                  stances(filter: { topics: ["mutated"], search: "unmistakable" }) { totalCount }
                  alignment(country: "NO", with: "SE", filter: { topics: ["mutated"] }) { common same } }
                """;
        assertThat(GraphqlClient.data(query).getMap("alignment")).isNull();
        ANA.done("recordStance", with(STANCE, "summary", "Quite unmistakable"), "");
        ANA.done("recordStance", with(STANCE, "country", "SWE"), "");
        ResponseJson after = GraphqlClient.data(query);
        assertThat(after.getInt("event.margin")).isEqualTo(-2);
        assertThat(after.getInt("event.tally.opposes")).isEqualTo(2);
        assertThat(after.getInt("event.stances.totalCount")).isEqualTo(2);
        assertThat(after.getList("topic.positions.nodes.country.code")).containsExactlyInAnyOrder("NO", "SE");
        assertThat(after.getInt("stances.totalCount")).isOne();
        assertThat(after.getMap("alignment")).containsEntry("common", 1).containsEntry("same", 1);
    }

    @Test
    void aNewStanceEndsTheOneThatWasInForceOnTheDayOnWhichItBegins() {
        String first = record("2021-09-01", null);
        String second = record("2022", null);
        assertThat(stance(first)).containsEntry("until", "2022").containsEntry("revision", 2);
        String third = record("2023-04", "2024");
        assertThat(stance(second)).containsEntry("until", "2023-04").containsEntry("revision", 2);
        record("2025", null);
        assertThat(stance(third)).containsEntry("until", "2024").containsEntry("revision", 1);
        assertThat(stance(first)).containsEntry("revision", 2);
    }

    @Test
    void aStanceFromBeforeAnotherOneLastsUntilThatBegins() {
        String later = record("2023-04-05", null);
        assertThat(stance(record("2022", null))).containsEntry("until", "2023-04-05");
        assertThat(stance(record("2021-10", "2021-12"))).containsEntry("until", "2021-12");
        assertThat(stance(later)).containsEntry("until", null).containsEntry("revision", 1);
        assertThat(ANA.errors("recordStance", with(STANCE, "since", "2022-02", "until", "2023-05")))
                .containsExactly("CONFLICT until");
    }

    @Test
    void twoStancesOfACountryDoNotBeginOnOneDay() {
        record("2021-09-01", null);
        assertThat(ANA.errors("recordStance", with(STANCE, "since", "2021-09"))).containsExactly("TAKEN since");
        ANA.done("recordStance", with(STANCE, "country", "SE", "since", "2021-09"), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-08-15", "2021-08", "2021"})
    void aStanceMayBeginWhenItsEventCanHaveBegun(String since) {
        ANA.done("recordStance", with(STANCE, "since", since), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-08-14", "2021-07", "2020"})
    void aStanceMayNotBeginBefore(String since) {
        assertThat(ANA.errors("recordStance", with(STANCE, "since", since))).containsExactly("INVALID since");
    }

    @Test
    void allErrorsAreReportedAtOnceAndNothingIsWritten() {
        long sources = BulkRecord.number("select count(*) from source");
        List<String> errors = ANA.errors(
                "recordStance",
                input(
                        "requestKey", "k".repeat(201),
                        "country", "ZZ",
                        "event", "mutated-nothing",
                        "position", "OPPOSES",
                        "act", "STATEMENT",
                        "since", "2021-09-01",
                        "until", "2021-08-31",
                        "summary", "s".repeat(5001),
                        "quote", " \u200b\n",
                        "speaker", "two\nlines",
                        "sources",
                                List.of(
                                        Map.of("title", ""),
                                        Map.of("title", "b", "url", "https://un.org@example.com/", "language", "-"),
                                        Map.of("title", "c", "publisher", "p".repeat(201), "author", "\u0007"))));
        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "INVALID requestKey",
                        "NOT_FOUND country",
                        "NOT_FOUND event",
                        "INVALID until",
                        "INVALID summary",
                        "INVALID quote",
                        "INVALID speaker",
                        "INVALID sources.0.title",
                        "INVALID sources.1.url",
                        "INVALID sources.1.language",
                        "INVALID sources.2.publisher",
                        "INVALID sources.2.author");
        assertThat(BulkRecord.number("select count(*) from source")).isEqualTo(sources);
    }

    @Test
    void aLimitCountsCharactersInNormalForm() {
        ANA.done("recordStance", with(STANCE, "quote", " " + "\ud83d\ude00".repeat(1999) + "e\u0301"), "");
    }

    @Test
    void aStanceNeedsASourceAndNoneTwice() {
        assertThat(ANA.errors("recordStance", with(STANCE, "sources", List.of())))
                .containsExactly("MISSING_SOURCE sources");
        List<Map<String, Object>> twice = List.of(Map.of("title", "a"), Map.of("title", "b"), Map.of("title", "a"));
        assertThat(ANA.errors("recordStance", with(STANCE, "sources", twice))).containsExactly("INVALID sources.2");
    }

    /** Scalars are checked before any resolver: an error of the request, as GraphQL has it. */
    @ParameterizedTest
    @CsvSource({"since, 2021-02-30", "since, 03/09/2021", "until, 2021-13", "position, AGAINST"})
    void aValueThatIsNoneOfItsTypeIsAnErrorOfTheRequest(String field, String value) {
        assertThat(ANA.refusal("recordStance", with(STANCE, field, value))).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "javascript:alert(1)", "example.org", "https:/x"})
    void anAddressIsHttpOrHttps(String url) {
        Map<String, Object> input = with(STANCE, "sources", List.of(Map.of("title", "a", "url", url)));
        assertThat(ANA.refusal("recordStance", input)).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void aRevisionChangesWhatItNamesAndNothingElse() {
        String id = ANA.done(
                        "recordStance",
                        with(
                                STANCE,
                                "summary",
                                "A summary",
                                "quote",
                                "A quote",
                                "speaker",
                                "A speaker",
                                "until",
                                "2023"),
                        "stance { id }")
                .getString("stance.id");
        ResponseJson revised = ANA.done(
                "reviseStance",
                input(
                        "id",
                        id,
                        "revision",
                        1,
                        "reason",
                        "A new speech",
                        "position",
                        "SUPPORTS",
                        "since",
                        "2021-10",
                        "clear",
                        List.of("until", "quote"),
                        "sources",
                        source("Another source of mutations")),
                "stance { id position act since until summary quote speaker revision event { margin } sources { title } }");
        assertThat(revised.getMap("stance"))
                .containsEntry("id", id)
                .containsEntry("position", "SUPPORTS")
                .containsEntry("act", "STATEMENT")
                .containsEntry("since", "2021-10")
                .containsEntry("until", null)
                .containsEntry("summary", "A summary")
                .containsEntry("quote", null)
                .containsEntry("speaker", "A speaker")
                .containsEntry("revision", 2);
        assertThat(revised.getInt("stance.event.margin")).isOne();
        assertThat(revised.getList("stance.sources.title")).containsExactly("Another source of mutations");
        assertThat(stance(id)).containsEntry("revision", 2).containsEntry("summary", "A summary");
    }

    @Test
    void aRevisionThatChangesNothingIsNone() {
        String id = record("2021-09-01", null);
        assertThat(ANA.done(
                                "reviseStance",
                                input("id", id, "revision", 1, "position", "OPPOSES"),
                                "stance { revision }")
                        .getInt("stance.revision"))
                .isOne();
    }

    @Test
    void aStaleRevisionTellsTheCurrentOne() {
        String id = record("2021-09-01", null);
        ANA.done("reviseStance", input("id", id, "revision", 1, "summary", "Second"), "");
        ResponseJson stale = ANA.payload(
                "reviseStance",
                input("id", id, "revision", 1, "summary", "Third", "clear", List.of("position")),
                "stance { id revision summary country { code } }");
        assertThat(stale.getList("userErrors.code")).containsExactly("STALE_REVISION", "INVALID");
        assertThat(stale.getList("userErrors[0].field")).containsExactly("revision");
        assertThat(stale.getString("userErrors[0].message")).contains("2");
        assertThat(stale.getMap("stance"))
                .containsEntry("id", id)
                .containsEntry("revision", 2)
                .containsEntry("summary", "Second");
        assertThat(ANA.errors("reviseStance", input("id", id, "revision", 3)))
                .containsExactly("STALE_REVISION revision");
        assertThat(CARLA.errors("withdrawStance", input("id", id, "revision", 1, "reason", "Wrong")))
                .containsExactly("STALE_REVISION revision");
    }

    @Test
    void whatMayBeClearedIsOptionalAndHasNoNewValue() {
        String id = record("2021-09-01", null);
        assertThat(ANA.errors(
                        "reviseStance",
                        input(
                                "id",
                                id,
                                "revision",
                                1,
                                "summary",
                                "New",
                                "clear",
                                List.of("position", "nothing", "summary", "sources", "speaker"))))
                .containsExactlyInAnyOrder(
                        "INVALID clear.0", "INVALID clear.1", "INVALID clear.2", "MISSING_SOURCE clear.3");
        assertThat(ANA.errors("reviseStance", input("id", id, "revision", 1, "sources", List.of())))
                .containsExactly("MISSING_SOURCE sources");
    }

    @Test
    void aRevisionMustNotOverlapAnotherStanceOfTheCountry() {
        String first = record("2021-09-01", null);
        String second = record("2023", null);
        assertThat(ANA.errors("reviseStance", input("id", second, "revision", 1, "since", "2021-09")))
                .containsExactly("TAKEN since");
        assertThat(ANA.errors("reviseStance", input("id", second, "revision", 1, "since", "2022")))
                .containsExactly("CONFLICT since");
        assertThat(ANA.errors("reviseStance", input("id", first, "revision", 2, "clear", List.of("until"))))
                .containsExactly("CONFLICT until");
        assertThat(ANA.errors("reviseStance", input("id", first, "revision", 2, "since", "2020")))
                .containsExactly("INVALID since");
        assertThat(ANA.errors("reviseStance", input("id", first, "revision", 2, "until", "2021-08-20")))
                .containsExactly("INVALID until");
        ANA.done("reviseStance", input("id", first, "revision", 2, "until", "2022"), "");
        ANA.done("reviseStance", input("id", second, "revision", 1, "since", "2022"), "");
    }

    @Test
    void aWithdrawnStanceLeavesEverything() {
        record("2021-09-01", null);
        String id = record("2023", null);
        assertThat(ANA.refusal("withdrawStance", input("id", id, "revision", 1, "reason", "Wrong")))
                .isEqualTo("FORBIDDEN");
        assertThat(CARLA.errors("withdrawStance", input("id", id, "revision", 1, "reason", " ")))
                .containsExactly("INVALID reason");
        assertThat(CARLA.done("withdrawStance", input("id", id, "revision", 1, "reason", "Never said"), "withdrawnId")
                        .getString("withdrawnId"))
                .isEqualTo(id);
        ResponseJson after = GraphqlClient.data(
                "query($id: ID!) { node(id: $id) { id } event(slug: \"mutated-event\")"
                        + " { margin stances { totalCount nodes { until } } } }",
                Map.of("id", id));
        assertThat(after.<Object>get("node")).isNull();
        assertThat(after.getInt("event.margin")).isEqualTo(-1);
        assertThat(after.getList("event.stances.nodes.until")).containsExactly("2023");
        Map<String, Object> again = input("id", id, "revision", 1, "reason", "Again");
        assertThat(CARLA.errors("withdrawStance", again)).containsExactly("NOT_FOUND id");
        assertThat(ANA.errors("reviseStance", input("id", id, "revision", 1))).containsExactly("NOT_FOUND id");
    }

    @Test
    void anIdOfSomethingElseNamesNoStance() {
        String event =
                GraphqlClient.data("{ event(slug: \"mutated-event\") { id } }").getString("event.id");
        for (String id : List.of(event, "nonsense", "")) {
            assertThat(ANA.errors("reviseStance", input("id", id, "revision", 1)))
                    .containsExactly("NOT_FOUND id");
        }
    }

    @Test
    void whoHasNoTokenWritesNothing() {
        String id = record("2021-09-01", null);
        assertThat(MutationClient.ANONYMOUS.refusal("recordStance", with(STANCE, "since", "2022")))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(MutationClient.ANONYMOUS.refusal("reviseStance", input("id", id, "revision", 1)))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(MutationClient.ANONYMOUS.refusal("withdrawStance", input("id", id, "revision", 1, "reason", "x")))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(BulkRecord.number("select count(*) from stance s join event e on e.id = s.event_id"
                        + " where e.slug = 'mutated-event'"))
                .isOne();
    }

    @Test
    void twentyWritersOnOneStanceEndInTwentyRevisions() throws Exception {
        String id = record("2021-09-01", null);
        ExecutorService writers = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> written = IntStream.rangeClosed(1, 20)
                    .mapToObj(writer -> writers.submit(() -> reviseUntilDone(id, "Summary " + writer)))
                    .toList();
            for (Future<Integer> revision : written) {
                assertThat(revision.get()).isBetween(2, 21);
            }
            assertThat(written.stream().map(StanceMutationsApiTest::value).distinct())
                    .hasSize(20);
        } finally {
            writers.shutdownNow();
        }
        assertThat(stance(id)).containsEntry("revision", 21);
    }

    private static int reviseUntilDone(String id, String summary) {
        int revision = 1;
        while (true) {
            ResponseJson payload = ANA.payload(
                    "reviseStance",
                    input("id", id, "revision", revision, "summary", summary),
                    "stance { revision summary }");
            if (payload.getList("userErrors").isEmpty()) {
                assertThat(payload.getString("stance.summary")).isEqualTo(summary);
                assertThat(payload.getInt("stance.revision")).isEqualTo(revision + 1);
                return revision + 1;
            }
            assertThat(payload.getList("userErrors.code")).containsExactly("STALE_REVISION");
            revision = payload.getInt("stance.revision");
        }
    }

    private static <T> T value(Future<T> done) {
        try {
            return done.get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String record(String since, String until) {
        return ANA.done("recordStance", with(STANCE, "since", since, "until", until), "stance { id }")
                .getString("stance.id");
    }

    private static Map<String, Object> stance(String id) {
        return GraphqlClient.data(
                        "query($id: ID!) { node(id: $id) { ... on Stance { since until revision summary } } }",
                        Map.of("id", id))
                .getMap("node");
    }
}
