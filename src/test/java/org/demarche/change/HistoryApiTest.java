package org.demarche.change;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.importing.record.RecordImport;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.change.ChangesApiTest.as;
import static org.demarche.change.ChangesApiTest.event;
import static org.demarche.change.ChangesApiTest.stance;
import static org.demarche.change.ChangesApiTest.topic;

/** What became of single objects. */
@QuarkusTest
class HistoryApiTest {

    private static final String CHANGES =
            "{ totalCount nodes { kind by reason fields { name before after } } pageInfo { hasNextPage endCursor } }";

    @Inject
    RecordImport records;

    private static int tests;

    /** Another one for each test: an id that is used again continues its history. */
    private String slug;

    private String eventId;
    private String stanceId;

    @BeforeEach
    void record() {
        slug = "history-" + ++tests;
        eventId = GlobalId.of("Event", slug);
        stanceId = GlobalId.of("Stance", slug + "/FJ/1903-01-01");
        BulkRecord.execute(as("alice", "", stance(slug, "FJ") + topic("history-topic")));
    }

    @AfterEach
    void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'history-%'; delete from topic where slug like 'history-%'");
    }

    @Test
    void anEventShowsItsChangesWithWhatWasBeforeAndAfter() {
        BulkRecord.execute(as(
                "bob",
                "a better title",
                "update event set title = 'Better', summary = 'S' where slug = '" + slug + "';"
                        + "insert into event_topic (event_id, topic_id, day) select e.id, t.id, e.day from event e, topic t"
                        + " where e.slug = '" + slug + "' and t.slug = 'history-topic'"));
        ResponseJson history = GraphqlClient.data("{ event(slug: \"" + slug + "\") { history " + CHANGES + " } }")
                .at("data.event.history");
        assertThat(lines(history))
                .containsExactly(
                        "RECORDED alice null date: null > 1903, kind: null > VOTE, slug: null > " + slug + ","
                                + " status: null > OCCURRED, title: null > " + slug,
                        "REVISED bob a better title summary: null > S, title: " + slug + " > Better,"
                                + " topics: null > history-topic");
        assertThat(history.getInt("totalCount")).isEqualTo(2);
    }

    @Test
    void aStanceShowsItsChanges() {
        BulkRecord.execute(as(
                "bob",
                "",
                "update stance set position = 'OPPOSES', until = '1904' where event_id ="
                        + " (select id from event where slug = '" + slug + "')"));
        ResponseJson history = GraphqlClient.data(
                        "{ event(slug: \"" + slug + "\") { stances { nodes { history " + CHANGES + " } } } }")
                .at("data.event.stances.nodes[0].history");
        assertThat(lines(history).get(1))
                .isEqualTo("REVISED bob null position: SUPPORTS > OPPOSES, until: null > 1904");
    }

    @Test
    void sourcesAreShownAlthoughOnlyTheLinkChanged() {
        BulkRecord.execute("insert into source (title, url) values ('History source', 'https://example.org/h')"
                + " on conflict do nothing");
        BulkRecord.execute(
                "insert into stance_source (stance_id, source_id, ordinal) select s.id, so.id, 0 from stance s"
                        + " join event e on e.id = s.event_id, source so where e.slug = '" + slug
                        + "' and so.title = 'History source'");
        assertThat(lines(history(stanceId)).get(1)).endsWith("sources: null > History source https://example.org/h");
    }

    @Test
    void whatWasWithdrawnHasAHistoryByItsId() {
        BulkRecord.execute(as("carol", "a mistake", "delete from event where slug = '" + slug + "'"));
        assertThat(lines(history(eventId)))
                .last()
                .isEqualTo("WITHDRAWN carol a mistake date: 1903 > null, kind: VOTE > null, slug: " + slug + " > null,"
                        + " status: OCCURRED > null, title: " + slug + " > null");
        assertThat(lines(history(stanceId)))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("WITHDRAWN carol a mistake act: VOTE > null");
        assertThat(GraphqlClient.data("{ node(id: \"" + eventId + "\") { id } }")
                        .<Object>get("node"))
                .isNull();
    }

    @Test
    void whatIsRecordedAgainContinuesTheHistoryOfItsId() {
        BulkRecord.execute("delete from event where slug = '" + slug + "'");
        BulkRecord.execute(as("dora", "", event(slug)));
        ResponseJson history = history(eventId);
        assertThat(history.getList("nodes.kind")).containsExactly("RECORDED", "WITHDRAWN", "RECORDED");
        assertThat(history.getList("nodes.by")).last().isEqualTo("dora");
        assertThat(history.getInt("totalCount")).isEqualTo(3);
    }

    @Test
    void pagesOfAHistoryContinueEachOther() {
        for (int n = 2; n <= 5; n++) {
            BulkRecord.execute("update event set title = 'Title %d' where slug = '%s'".formatted(n, slug));
        }
        String query = "query ($after: String, $id: ID!) { history(id: $id, first: 2, after: $after) " + CHANGES
                + " event(slug: \"" + slug + "\") { history(first: 2, after: $after) " + CHANGES + " } }";
        ResponseJson first = GraphqlClient.data(query, Map.of("id", eventId));
        ResponseJson second = GraphqlClient.data(
                query, Map.of("id", eventId, "after", first.getString("history.pageInfo.endCursor")));
        for (String root : List.of("history", "event.history")) {
            assertThat(second.getList(root + ".nodes.fields.flatten().after")).containsExactly("Title 3", "Title 4");
            assertThat(second.getBoolean(root + ".pageInfo.hasNextPage")).isTrue();
        }
    }

    @Test
    void importsAreAuthorsWithTheirFilesAsReasons(@TempDir Path folder) throws Throwable {
        Path file =
                Files.writeString(folder.resolve("told.yaml"), "topics:\n  - slug: history-told\n    title: Told\n");
        records.run(file, false, leftAlone -> {});
        assertThat(lines(history(GlobalId.of("Topic", "history-told"))))
                .containsExactly("RECORDED import record told.yaml slug: null > history-told, title: null > Told");
        assertThat(lines(history(GlobalId.of("Country", "FJ"))).get(0)).startsWith("RECORDED built-in record null ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ changes { nodes { kind } } } | Query.changes",
                "{ history(id: \"RXZlbnQveA\") { nodes { kind } } } | Query.history",
                "{ events(first: 1) { nodes { history { nodes { kind } } } } } | Event.history",
                "{ stances(first: 1) { nodes { history { nodes { kind } } } } } | Stance.history",
            })
    void historyIsThatOfThePresent(String query, String field) {
        String latest = BulkRecord.texts("select to_json(max(at)) #>> '{}' from change_commit")
                .get(0);
        ResponseJson answer = GraphqlClient.answer("query @knownAt(time: \"" + latest + "\") " + query, Map.of());
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).contains(field + " is known of the present only");
    }

    @Test
    void anIdOfNothingIsNotFound() {
        for (String id : List.of(GlobalId.of("Event", "history-none"), GlobalId.of("Source", "1"), "nothing")) {
            ResponseJson answer = GraphqlClient.answer("{ history(id: \"" + id + "\") { totalCount } }", Map.of());
            assertThat(answer.getString("errors[0].extensions.code")).as(id).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void countriesTopicsAndBlocsHaveHistoriesToo() {
        BulkRecord.execute("update topic set description = 'D' where slug = 'history-topic'");
        assertThat(lines(history(GlobalId.of("Topic", "history-topic"))))
                .last()
                .asString()
                .endsWith("description: null > D");
        assertThat(history(GlobalId.of("Country", "FJ")).getList("nodes.fields.flatten().name"))
                .contains("code", "numericCode", "region");
        assertThat(history(GlobalId.of("Bloc", "UN")).getList("nodes.fields.flatten().name"))
                .contains("memberships");
        assertThat(history(GlobalId.of("Country", "SUHH"))
                        .getString("nodes[0].fields.find { it.name == 'successors' }.after"))
                .contains("RU");
    }

    /** One for the events, one for their histories, one for the fields; two for the stances, and as many for theirs. */
    @Test
    void manyHistoriesTakeFewStatements() {
        BulkRecord.load();
        String query =
                "{ topic(slug: \"bulk\") { events(first: 20) { nodes { slug history(first: 5) { nodes { by fields { name } } }"
                        + " stances(first: 2) { nodes { history(first: 5) { totalCount nodes { kind fields { after } } } } } } } } }";
        GraphqlClient.data(query);
        BulkRecord.execute("update topic set description = 'another revision of the data' where slug = 'bulk'");
        assertThat(StatementCounter.during(() -> GraphqlClient.data(query))).isLessThanOrEqualTo(8);
    }

    private static ResponseJson history(String id) {
        return GraphqlClient.data("{ history(id: \"" + id + "\") " + CHANGES + " }")
                .at("data.history");
    }

    private static List<String> lines(ResponseJson history) {
        return history.<Map<String, Object>>getList("nodes").stream()
                .map(change -> "%s %s %s %s"
                        .formatted(change.get("kind"), change.get("by"), change.get("reason"), fields(change)))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static String fields(Map<String, Object> change) {
        return String.join(
                ", ",
                ((List<Map<String, Object>>) change.get("fields"))
                        .stream()
                                .map(field -> "%s: %s > %s"
                                        .formatted(field.get("name"), field.get("before"), field.get("after")))
                                .sorted()
                                .toList());
    }
}
