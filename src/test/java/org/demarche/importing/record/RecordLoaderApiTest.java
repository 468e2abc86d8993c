package org.demarche.importing.record;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class RecordLoaderApiTest {

    private static final String RECORD = """
            sources:
              - {id: s, title: A newspaper}
            topics:
              - {slug: record-test, title: A question}
            events:
              - slug: record-test-cause
                title: A cause
                kind: MEETING
                date: 1901
                sources: [s]
              - slug: record-test-event
                title: An event
                kind: VOTE
                date: 1901-02
                topics: [record-test]
                participants: [{country: "NO", role: HOST}]
                precededBy: [record-test-cause]
                sources: [s]
                stances:
                  - {country: "NO", position: SUPPORTS, act: VOTE, since: 1901-02, sources: [s]}
            """;

    private static final String SINGLE = """
                stances:
                  - {country: "NO", position: SUPPORTS, act: VOTE, since: 1901-02, sources: [s]}
            """;

    private static final String TOGETHER = RECORD.replace(SINGLE, """
                positions:
                  - act: VOTE
                    since: 1901-02
                    sources: [s]
                    countries: {SUPPORTS: ["NO", SE], OPPOSES: [RU]}
            """);

    private static final String KEYS = "select 'e' || id from event where slug like 'record-test-%' union"
            + " select 's' || s.id from stance s join event e on e.id = s.event_id where e.slug like 'record-test-%' union"
            + " select 't' || id from topic where slug = 'record-test' union"
            + " select 'o' || id from source where title = 'A newspaper'";

    @Inject
    RecordLoader loader;

    @Inject
    WriteTransaction transaction;

    @AfterEach
    void deleteLoadedRows() {
        BulkRecord.execute(
                "delete from event where slug like 'record-test%'; delete from topic where slug = 'record-test';"
                        + " delete from source where title = 'A newspaper'; delete from country where code = 'XAAA'");
    }

    @Test
    void theBuiltInRecordIsUnchangedTheSecondTime() throws Exception {
        assertThat(load(BuiltInRecord.files()).toString()).startsWith("0 recorded, 0 revised, ");
    }

    @Test
    void aRecordIsRecordedOnceAndThenUnchanged() {
        assertThat(load(RECORD).toString()).isEqualTo("5 recorded, 0 revised, 0 unchanged");
        assertThat(load(RECORD).toString()).isEqualTo("0 recorded, 0 revised, 5 unchanged");
    }

    @Test
    void stancesThatAreWrittenTogetherAreTheSameAsSingleOnes() {
        assertThat(load(TOGETHER).toString()).isEqualTo("7 recorded, 0 revised, 0 unchanged");
        assertThat(load(TOGETHER).toString()).isEqualTo("0 recorded, 0 revised, 7 unchanged");
        assertThat(load(RECORD).toString()).isEqualTo("0 recorded, 0 revised, 5 unchanged");
        assertThat(load(TOGETHER.replace("OPPOSES: [RU]", "NEUTRAL: [RU]")).toString())
                .isEqualTo("0 recorded, 1 revised, 6 unchanged");
        assertThat(BulkRecord.number("select max(s.revision) from stance s join event e on e.id = s.event_id"
                        + " where e.slug = 'record-test-event'"))
                .isEqualTo(2);
    }

    @Test
    void otherSourcesReviseStancesThatAreWrittenTogether() {
        load(TOGETHER);
        assertThat(load(TOGETHER.replace("{id: s, title: A newspaper}", "{id: s, title: A newspaper, publisher: P}"))
                        .toString())
                .isEqualTo("1 recorded, 5 revised, 1 unchanged");
        assertThat(BulkRecord.number("select count(distinct so.publisher) from stance_source ss join source so on"
                        + " so.id = ss.source_id where so.title = 'A newspaper'"))
                .isEqualTo(1);
    }

    @Test
    void aStanceThatIsWrittenTwiceIsAnError() {
        String twice = TOGETHER.replace("    positions:", SINGLE + "    positions:");
        assertThatThrownBy(() -> load(twice))
                .hasMessageContaining("a country has another stance on this event that begins on the same day");
        assertThatThrownBy(() -> load(TOGETHER.replace("[RU]", "[RU, \"NO\"]")))
                .hasMessageContaining("'NO' appears twice");
        assertThatThrownBy(() -> load(TOGETHER.replace("OPPOSES:", "AGAINST:")))
                .hasMessageContaining("unknown key 'AGAINST'");
        assertThatThrownBy(() -> load(TOGETHER.replaceFirst("countries: .*", "")))
                .hasMessageContaining("'countries' is missing");
    }

    /** Of events in the thousands, statements for each would take minutes. */
    @Test
    void aRecordIsWrittenByAFewStatementsForManyEvents() {
        String three = many(3 * EventLoader.PART);
        long forOnePart = StatementCounter.during(() -> load(many(EventLoader.PART)));
        long forThreeParts = StatementCounter.during(() -> load(three.replace("many-", "more-")));
        assertThat(forThreeParts - forOnePart)
                .as("for each part of %d events", EventLoader.PART)
                .isBetween(2L, 2 * 12L);
        assertThat(load(three.replace("many-", "more-")).toString())
                .isEqualTo("0 recorded, 0 revised, %d unchanged".formatted(2 + 3 * 3 * EventLoader.PART));
        assertThat(
                        BulkRecord.number(
                                "select count(*) from event_link l join event e on e.id = l.effect_id"
                                        + " join event c on c.id = l.cause_id where e.slug like 'record-test-more-%' and c.slug like 'record-test-more-%'"))
                .as("events that led to an earlier or later one of the file")
                .isEqualTo(3 * EventLoader.PART);
        assertThat(StatementCounter.during("insert into stance (", () -> load(three.replace("many-", "most-"))))
                .as("statements that insert stances: one a part, so no more than that is held")
                .isEqualTo(3);
    }

    /** Each event is preceded by another one, the first by the last. */
    private static String many(int events) {
        StringBuilder record = new StringBuilder(
                "sources: [{id: s, title: A newspaper}]\ntopics: [{slug: record-test, title: A question}]\nevents:\n");
        for (int i = 0; i < events; i++) {
            record.append("""
                    - slug: record-test-many-%d
                      title: An event
                      kind: VOTE
                      date: 1901-02
                      topics: [record-test]
                      participants: [{country: "NO", role: HOST}]
                      precededBy: [record-test-many-%d]
                      sources: [s]
                      positions: [{act: VOTE, since: 1901-02, sources: [s], countries: {SUPPORTS: ["NO", SE]}}]
                    """.formatted(i, (i + 1) % events));
        }
        return record.toString();
    }

    /** Also those of different parts. */
    @Test
    void allErrorsOfARecordAreReportedTogether() {
        String wrong = many(2 * EventLoader.PART)
                .replaceFirst("kind: VOTE", "kind: BALLOT")
                .replaceFirst("SUPPORTS: \\[\"NO\", SE\\]", "SUPPORTS: [\"NO\", \"NO\"]")
                .replace(
                        "many-%d\n  title: An event\n  kind: VOTE".formatted(2 * EventLoader.PART - 1),
                        "many-%d\n  title: An event\n  kind: POLL".formatted(2 * EventLoader.PART - 1));
        assertThatThrownBy(() -> load(wrong))
                .hasMessageContainingAll(
                        "test.yaml:6: kind: 'BALLOT'", "test.yaml:12: 'NO' appears twice", "kind: 'POLL'");
        assertThat(BulkRecord.number("select count(*) from event where slug like 'record-test%'"))
                .isZero();
    }

    @Test
    void aCorrectionRevisesOnlyWhatDiffers() {
        load(RECORD);
        assertThat(load(RECORD.replace("title: An event", "title: A great event"))
                        .toString())
                .isEqualTo("0 recorded, 1 revised, 4 unchanged");
        assertThat(load(RECORD.replace("title: An event", "title: A great event")
                                .replace("SUPPORTS", "NEUTRAL"))
                        .toString())
                .isEqualTo("0 recorded, 1 revised, 4 unchanged");
        assertThat(BulkRecord.number("select revision from event where slug = 'record-test-event'"))
                .isEqualTo(2);
        assertThat(BulkRecord.number("select revision from event where slug = 'record-test-cause'"))
                .isEqualTo(1);
    }

    @Test
    void aChangedDateMovesTheEventInItsTopicToo() {
        load(RECORD);
        load(RECORD.replace("date: 1901-02", "date: 1901-03-04"));
        assertThat(BulkRecord.number("select count(*) from event_topic where day = '1901-03-04'"))
                .isEqualTo(1);
    }

    @Test
    void whoContinuedASeatIsRecordedAndCorrected() {
        String record = """
                countries:
                  - code: XAAA
                    name: Examplia
                    existedUntil: 1905
                    successors: ["NO", SE]
                    seatContinuedBy: Sweden
                """;
        String seat = "select c.code from country_succession s join country c on c.id = s.successor_id"
                + " join country p on p.id = s.predecessor_id where p.code = 'XAAA' and s.continues_seat";
        assertThat(load(record).toString()).isEqualTo("1 recorded, 0 revised, 0 unchanged");
        assertThat(BulkRecord.texts(seat)).containsExactly("SE");
        assertThat(load(record).toString()).isEqualTo("0 recorded, 0 revised, 1 unchanged");
        assertThat(load(record.replace("Sweden", "\"NO\"")).toString()).isEqualTo("0 recorded, 1 revised, 0 unchanged");
        assertThat(BulkRecord.texts(seat)).containsExactly("NO");
        assertThat(load(record.replace("seatContinuedBy: Sweden", "")).toString())
                .isEqualTo("0 recorded, 1 revised, 0 unchanged");
        assertThat(BulkRecord.texts(seat)).isEmpty();
    }

    @Test
    void onlyASuccessorCanContinueASeat() {
        assertThatThrownBy(() -> load("""
                countries:
                  - code: XAAA
                    name: Examplia
                    successors: ["NO"]
                    seatContinuedBy: SE
                """))
                .hasMessage("test.yaml:5: seatContinuedBy: 'SE' is not one of the successors; add it to them");
        assertThat(BulkRecord.number("select count(*) from country where code = 'XAAA'"))
                .isZero();
    }

    @Test
    void aSymbolIsRecordedInItsCanonicalFormAndTakenBackWithTheRecord() {
        String record = RECORD.replace("title: An event", "title: An event\n    symbol: 999/77B");
        assertThat(load(record).toString()).isEqualTo("5 recorded, 0 revised, 0 unchanged");
        assertThat(symbols()).containsExactly("A/RES/999/77 B");
        assertThat(load(record).toString()).isEqualTo("0 recorded, 0 revised, 5 unchanged");
        assertThat(load(RECORD).toString()).isEqualTo("0 recorded, 1 revised, 4 unchanged");
        assertThat(symbols()).isEmpty();
    }

    @Test
    void aSymbolThatAnImportOfVotesHasGivenStaysWithoutTheRecord() {
        load(RECORD);
        BulkRecord.execute("update event set symbol = 'A/RES/999/77' where slug = 'record-test-event';"
                + " insert into event_alias select 'symbol', symbol, id from event where slug = 'record-test-event'");
        assertThat(load(RECORD).toString()).isEqualTo("0 recorded, 0 revised, 5 unchanged");
        assertThat(symbols()).containsExactly("A/RES/999/77");
    }

    @Test
    void symbolsOfARecordMayChangePlaces() {
        String record = RECORD.replace("title: A cause", "title: A cause\n    symbol: 999/1")
                .replace("title: An event", "title: An event\n    symbol: 999/2");
        load(record);
        load(record.replace("999/1", "999/0").replace("999/2", "999/1").replace("999/0", "999/2"));
        assertThat(symbols()).containsExactly("A/RES/999/2", "A/RES/999/1");
    }

    @Test
    void aSymbolBelongsToOneEvent() {
        assertThatThrownBy(() -> load(RECORD.replace("title: A cause", "title: A cause\n    symbol: 999/1")
                        .replace("title: An event", "title: An event\n    symbol: A/RES/999/1")))
                .hasMessage(
                        "test.yaml:14: symbol: 'A/RES/999/1' is that of the event record-test-cause; use its slug, or"
                                + " leave the symbol out");
        load(RECORD.replace("title: A cause", "title: A cause\n    symbol: 999/1"));
        assertThatThrownBy(() -> load(RECORD.replace("title: An event", "title: An event\n    symbol: 999/1")
                        .replace("record-test-cause", "record-test-other")))
                .hasMessageContaining("test.yaml:13: symbol: 'A/RES/999/1' is that of the event record-test-cause");
        assertThat(symbols()).containsExactly("A/RES/999/1");
    }

    @Test
    void anErrorAtTheEndRollsBackTheWholeRecord() {
        assertThatThrownBy(() -> load(RECORD.replace("country: \"NO\", position", "country: \"ZZ\", position")))
                .hasMessage(
                        "test.yaml:20: no country, or more than one, has the code or name 'ZZ'; write an ISO 3166-1 alpha-2 code such as RU");
        assertThat(BulkRecord.number("select count(*) from event where slug like 'record-test%'"))
                .isZero();
        assertThat(BulkRecord.number("select count(*) from topic where slug = 'record-test'"))
                .isZero();
    }

    private static List<String> symbols() {
        return BulkRecord.texts(
                "select symbol from event where slug like 'record-test%' and symbol is not null order by slug");
    }

    @Test
    void aDatabaseRebuiltFromTheSameFilesInAnotherOrderHasTheSameIds() {
        List<RecordFile> files = List.of(RECORD.split("(?m)^(?=topics:|events:)")).stream()
                .map(part -> RecordFile.of(part.substring(0, 4) + ".yaml", part))
                .collect(Collectors.toList());
        load(files);
        List<String> ids = ids();
        List<String> keys = BulkRecord.texts(KEYS);
        deleteLoadedRows();
        Collections.reverse(files);
        load(files);
        assertThat(BulkRecord.texts(KEYS)).hasSameSizeAs(keys).doesNotContainAnyElementsOf(keys);
        assertThat(ids()).isEqualTo(ids).hasSize(6).doesNotContainNull();
    }

    @Test
    void anEventThatWasRenamedIsRevisedUnderItsFormerSlugAndKeepsItsId() {
        load(RECORD);
        List<String> ids = ids();
        BulkRecord.execute("insert into event_alias (scheme, value, event_id) select 'slug', slug, id from event"
                + " where slug = 'record-test-cause'; update event set global_name = slug, slug = 'record-test-reason'"
                + " where slug = 'record-test-cause'");
        assertThat(load(RECORD.replace("title: A cause", "title: A reason")).toString())
                .isEqualTo("0 recorded, 1 revised, 4 unchanged");
        assertThat(ids()).isEqualTo(ids);
        assertThat(BulkRecord.texts(
                        "select slug || ' ' || title from event where slug like 'record-test-%' order by 1"))
                .containsExactly("record-test-event An event", "record-test-reason A reason");
    }

    @Test
    void aNewEventHasTheNameThatItsRecordGivesAndKeepsItLater() {
        String named = RECORD.replace(
                        "- slug: record-test-event", "- slug: record-test-event\n    globalName: academic/0")
                .replace("position: SUPPORTS", "globalName: SE/1900-12-31, position: SUPPORTS");
        load(named);
        assertThat(globalNames()).containsExactly("academic/0", "SE/1900-12-31");
        assertThat(load(RECORD).toString()).isEqualTo("0 recorded, 0 revised, 5 unchanged");
        assertThat(load(named.replace("academic/0", "academic/00").replace("SE/", "DK/"))
                        .toString())
                .isEqualTo("0 recorded, 0 revised, 5 unchanged");
        assertThat(globalNames()).containsExactly("academic/0", "SE/1900-12-31");
    }

    @Test
    void theNameOfAnotherEventIsAnError() {
        load(RECORD);
        String other = RECORD.replace("record-test-event", "record-test-other")
                .replace("- slug: record-test-other", "- slug: record-test-other\n    globalName: record-test-event");
        assertThatThrownBy(() -> load(other))
                .hasMessageContaining("test.yaml")
                .hasMessageContaining("globalName: global ids name the event record-test-event by 'record-test-event'");
        assertThatThrownBy(() -> load(other.replace("globalName: record-test-event", "globalName: Not a name")))
                .hasMessageContaining("'Not a name' is invalid; write a slug, or a name such as academic/4592");
        BulkRecord.execute("update event set global_name = 'record-test-x' where slug = 'record-test-event'");
        assertThatThrownBy(() -> load(RECORD.replace("record-test-event", "record-test-x")))
                .hasMessageContaining("slug: global ids name the event record-test-event by 'record-test-x'");
    }

    private static List<String> globalNames() {
        return BulkRecord.texts("select unnest(array[e.global_name, s.global_name]) from event e"
                + " join stance s on s.event_id = e.id where e.slug = 'record-test-event'");
    }

    /** Clients may write it for the code. */
    @Test
    void anAbbreviationThatTwoCountriesHaveIsAnError() {
        String country = """
                countries:
                  - {code: XAAA, name: Test Land, otherNames: [%s]}
                """;
        assertThatThrownBy(() -> load(country.formatted("Testland, UAE")))
                .hasMessageContaining("test.yaml")
                .hasMessageContaining("otherNames: 'UAE' is an abbreviation of AE too");
        assertThat(load(country.formatted("Testland, TSTL")).toString())
                .isEqualTo("1 recorded, 0 revised, 0 unchanged");
        assertThat(load(country.formatted("Testland, TSTL")).toString())
                .isEqualTo("0 recorded, 0 revised, 1 unchanged");
    }

    private static List<String> ids() {
        ResponseJson data =
                GraphqlClient.data("{ event(slug: \"record-test-event\") { id precededBy { id } topics { id }"
                        + " sources { id } participants { country { id } } stances { nodes { id } } } }");
        return List.of(
                data.getString("event.id"),
                data.getString("event.precededBy[0].id"),
                data.getString("event.topics[0].id"),
                data.getString("event.sources[0].id"),
                data.getString("event.participants[0].country.id"),
                data.getString("event.stances.nodes[0].id"));
    }

    private LoadReport load(String record) {
        return load(List.of(RecordFile.of("test.yaml", record)));
    }

    private LoadReport load(List<RecordFile> files) {
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> transaction.bulk(ChangeAuthor.named("test"), "import", batch -> loader.load(batch, files)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
