package org.demarche.event;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.MutationClient.input;
import static org.demarche.support.MutationClient.source;
import static org.demarche.support.MutationClient.with;

/** The mutations of events and topics. */
@QuarkusTest
class EventMutationsApiTest {

    private static final MutationClient ANA = MutationClient.editor("ana");
    private static final MutationClient CARLA = MutationClient.curator("carla");

    private static final Map<String, Object> EVENT = input(
            "slug", "mutated-event",
            "title", "A treaty is signed",
            "kind", "TREATY",
            "date", "2021-08-15",
            "sources", source("A source of mutations"));

    private static final String ALL = """
            event { id slug symbol title summary kind status date day endDate margin revision recordedAt revisedAt
              topics { slug } participants { role country { code } } precededBy { slug } followedBy { slug }
              sources { title } }
            """;

    @BeforeEach
    @AfterEach
    void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'mutated-%'; delete from topic where slug like 'mutated-%'");
    }

    @Test
    void anEventIsRecordedWithEverythingThatBelongsToIt() {
        ANA.done("recordTopic", input("slug", "mutated-topic", "title", "Zebras", "description", "Of stripes"), "");
        ANA.done("recordTopic", input("slug", "mutated-topic-2", "title", "Apes"), "");
        ANA.done("recordEvent", with(EVENT, "slug", "mutated-cause", "date", "2020"), "");
        ResponseJson recorded = ANA.done(
                "recordEvent",
                with(
                        EVENT,
                        "summary",
                        "In the capital.",
                        "status",
                        "ONGOING",
                        "endDate",
                        "2021",
                        "topics",
                        List.of("mutated-topic", "mutated-topic-2"),
                        "participants",
                        List.of(
                                Map.of("country", "NOR", "role", "HOST"),
                                Map.of("country", "se", "role", "PARTICIPANT"),
                                Map.of("country", "NO", "role", "INITIATOR")),
                        "precededBy",
                        List.of("mutated-cause"),
                        "sources",
                        List.of(Map.of("title", "Weightier"), Map.of("title", "Lighter"))),
                ALL);
        assertThat(recorded.getMap("event"))
                .containsEntry("slug", "mutated-event")
                .containsEntry("symbol", null)
                .containsEntry("title", "A treaty is signed")
                .containsEntry("summary", "In the capital.")
                .containsEntry("kind", "TREATY")
                .containsEntry("status", "ONGOING")
                .containsEntry("date", "2021-08-15")
                .containsEntry("endDate", "2021")
                .containsEntry("margin", null)
                .containsEntry("revision", 1);
        assertThat(recorded.getList("event.topics.slug")).containsExactly("mutated-topic-2", "mutated-topic");
        assertThat(recorded.getList("event.participants.country.code")).containsExactly("NO", "SE", "NO");
        assertThat(recorded.getList("event.precededBy.slug")).containsExactly("mutated-cause");
        assertThat(recorded.getList("event.sources.title")).containsExactly("Weightier", "Lighter");
        ResponseJson read = GraphqlClient.data("{ " + ALL.replaceFirst("event", "event(slug: \"mutated-event\")")
                + " topic(slug: \"mutated-topic\") { description events { nodes { slug } } }"
                + " search(text: \"treaty capital\", types: [EVENT]) { nodes { ... on Event { slug } } } }");
        assertThat(read.getMap("event")).isEqualTo(recorded.getMap("event"));
        assertThat(read.getString("topic.description")).isEqualTo("Of stripes");
        assertThat(read.getList("topic.events.nodes.slug")).containsExactly("mutated-event");
        assertThat(read.getList("search.nodes.slug")).contains("mutated-event");
    }

    @Test
    void defaultsAreThoseOfTheSchema() {
        assertThat(ANA.done("recordEvent", EVENT, ALL).getString("event.status"))
                .isEqualTo("OCCURRED");
    }

    @Test
    void allErrorsAreReportedAtOnceAndNothingIsWritten() {
        ANA.done("recordTopic", input("slug", "mutated-topic", "title", "T"), "");
        assertThat(ANA.errors(
                        "recordEvent",
                        with(
                                EVENT,
                                "slug",
                                "Mutated Event",
                                "title",
                                "t".repeat(301),
                                "endDate",
                                "2021-08-14",
                                "topics",
                                List.of("mutated-topic", "mutated-none", "mutated-topic"),
                                "participants",
                                List.of(
                                        Map.of("country", "ZZ", "role", "HOST"),
                                        Map.of("country", "NO", "role", "HOST"),
                                        Map.of("country", "NO", "role", "HOST")),
                                "precededBy",
                                List.of("mutated-none", "NONE"),
                                "sources",
                                List.of())))
                .containsExactlyInAnyOrder(
                        "INVALID slug",
                        "INVALID title",
                        "INVALID endDate",
                        "NOT_FOUND topics.1",
                        "INVALID topics.2",
                        "NOT_FOUND participants.0.country",
                        "INVALID participants.2",
                        "NOT_FOUND precededBy.0",
                        "NOT_FOUND precededBy.1",
                        "MISSING_SOURCE sources");
        assertThat(ANA.errors("recordEvent", with(EVENT, "precededBy", List.of("mutated-event"))))
                .containsExactly("INVALID precededBy.0", "NOT_FOUND precededBy.0");
        assertThat(BulkRecord.number("select count(*) from event where slug like 'mutated-%'"))
                .isZero();
    }

    @Test
    void aSlugThatAnEventHasOrHadIsTaken() {
        ANA.done("recordEvent", EVENT, "");
        BulkRecord.execute(
                "insert into event_alias (scheme, value, event_id) select 'slug', 'mutated-former', id from event"
                        + " where slug = 'mutated-event'");
        assertThat(ANA.errors("recordEvent", EVENT)).containsExactly("TAKEN slug");
        assertThat(ANA.errors("recordEvent", with(EVENT, "slug", "mutated-former")))
                .containsExactly("TAKEN slug");
        ANA.done("recordTopic", input("slug", "mutated-topic", "title", "T"), "");
        assertThat(ANA.errors("recordTopic", input("slug", "mutated-topic", "title", " ")))
                .containsExactlyInAnyOrder("TAKEN slug", "INVALID title");
    }

    @Test
    void aRevisionChangesWhatItNamesAndNothingElse() {
        ANA.done("recordTopic", input("slug", "mutated-topic", "title", "T"), "");
        ANA.done("recordEvent", with(EVENT, "slug", "mutated-cause", "date", "2020"), "");
        String id = ANA.done(
                        "recordEvent",
                        with(
                                EVENT,
                                "summary",
                                "A summary",
                                "topics",
                                List.of("mutated-topic"),
                                "participants",
                                List.of(Map.of("country", "NO", "role", "HOST")),
                                "precededBy",
                                List.of("mutated-cause")),
                        "event { id }")
                .getString("event.id");
        ResponseJson revised = ANA.done(
                "reviseEvent",
                input("id", id, "revision", 1, "reason", "Dated", "title", "Signed", "date", "2021-07-01"),
                ALL);
        assertThat(revised.getMap("event"))
                .containsEntry("id", id)
                .containsEntry("title", "Signed")
                .containsEntry("summary", "A summary")
                .containsEntry("day", "2021-07-01")
                .containsEntry("revision", 2);
        assertThat(revised.getList("event.topics.slug")).containsExactly("mutated-topic");
        assertThat(revised.getList("event.precededBy.slug")).containsExactly("mutated-cause");
        assertThat(revised.getList("event.sources.title")).containsExactly("A source of mutations");
        ResponseJson emptied = ANA.done(
                "reviseEvent",
                input(
                        "id", id,
                        "revision", 2,
                        "clear", List.of("summary", "topics", "precededBy"),
                        "participants", List.of(Map.of("country", "SE", "role", "TARGET")),
                        "sources", source("Another source of mutations")),
                ALL);
        assertThat(emptied.getMap("event")).containsEntry("summary", null).containsEntry("revision", 3);
        assertThat(emptied.getList("event.topics")).isEmpty();
        assertThat(emptied.getList("event.precededBy")).isEmpty();
        assertThat(emptied.getList("event.participants.country.code")).containsExactly("SE");
        assertThat(emptied.getList("event.sources.title")).containsExactly("Another source of mutations");
        assertThat(GraphqlClient.data("{ " + ALL.replaceFirst("event", "event(slug: \"mutated-event\")") + " }")
                        .getMap("event"))
                .isEqualTo(emptied.getMap("event"));
    }

    @Test
    void aRevisionOfLinksAloneIsARevision() {
        ANA.done("recordEvent", with(EVENT, "slug", "mutated-cause", "date", "2020"), "");
        String id = ANA.done("recordEvent", EVENT, "event { id }").getString("event.id");
        assertThat(ANA.done(
                                "reviseEvent",
                                input("id", id, "revision", 1, "precededBy", List.of("mutated-cause")),
                                "event { revision }")
                        .getInt("event.revision"))
                .isEqualTo(2);
    }

    @Test
    void errorsOfARevision() {
        String id = ANA.done("recordEvent", EVENT, "event { id }").getString("event.id");
        ANA.done(
                "recordStance",
                input(
                        "country", "NO",
                        "event", "mutated-event",
                        "position", "SUPPORTS",
                        "act", "TREATY",
                        "since", "2021-09-01",
                        "sources", source("A source of mutations")),
                "");
        ResponseJson stale = ANA.payload(
                "reviseEvent",
                input(
                        "id",
                        id,
                        "revision",
                        7,
                        "date",
                        "2021-09-02",
                        "endDate",
                        "2021-09-01",
                        "topics",
                        List.of("mutated-none"),
                        "clear",
                        List.of("title")),
                ALL);
        assertThat(stale.getList("userErrors.code"))
                .containsExactlyInAnyOrder("STALE_REVISION", "CONFLICT", "INVALID", "NOT_FOUND", "INVALID");
        assertThat(stale.getMap("event"))
                .containsEntry("id", id)
                .containsEntry("revision", 1)
                .containsEntry("margin", 1)
                .containsEntry("title", "A treaty is signed");
        ANA.done("reviseEvent", input("id", id, "revision", 1, "date", "2021-09"), "");
        assertThat(ANA.errors("reviseEvent", input("id", "?", "revision", 1))).containsExactly("NOT_FOUND id");
    }

    @Test
    void aWithdrawnEventTakesItsStancesWithIt() {
        String id = ANA.done("recordEvent", EVENT, "event { id }").getString("event.id");
        ANA.done("recordEvent", with(EVENT, "slug", "mutated-effect", "precededBy", List.of("mutated-event")), "");
        String stance = ANA.done(
                        "recordStance",
                        input(
                                "country", "NO",
                                "event", "mutated-event",
                                "position", "SUPPORTS",
                                "act", "TREATY",
                                "since", "2021-09-01",
                                "sources", source("Only of a withdrawn event")),
                        "stance { id }")
                .getString("stance.id");
        BulkRecord.execute("update event set symbol = 'A/RES/199/1' where slug = 'mutated-event'");
        Map<String, Object> input = input("id", id, "revision", 1, "reason", "It was not signed");
        assertThat(ANA.refusal("withdrawEvent", input)).isEqualTo("FORBIDDEN");
        assertThat(CARLA.done("withdrawEvent", input, "withdrawnId").getString("withdrawnId"))
                .isEqualTo(id);
        ResponseJson after = GraphqlClient.data("""
                query($ids: [ID!]!) {
                  nodes(ids: $ids) { id }
                  event(slug: "mutated-event") { id }
                  bySymbol: event(symbol: "A/RES/199/1") { id }
                  effect: event(slug: "mutated-effect") { revision precededBy { slug } }
                  stances(filter: { events: ["mutated-event"] }) { totalCount }
                  search(text: "treaty signed", types: [EVENT]) { nodes { ... on Event { slug } } }
                }
                """, Map.of("ids", List.of(id, stance)));
        assertThat(after.getList("nodes")).containsOnlyNulls();
        assertThat(after.<Object>get("event")).isNull();
        assertThat(after.<Object>get("bySymbol")).isNull();
        assertThat(after.getInt("effect.revision")).isEqualTo(2);
        assertThat(after.getList("effect.precededBy")).isEmpty();
        assertThat(after.getInt("stances.totalCount")).isZero();
        assertThat(after.getList("search.nodes.slug")).doesNotContain("mutated-event");
        assertThat(CARLA.errors("withdrawEvent", input)).containsExactly("NOT_FOUND id");
        ANA.done("recordEvent", EVENT, "");
    }
}
