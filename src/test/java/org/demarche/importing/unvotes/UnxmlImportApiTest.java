package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.importing.ImportException;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Imports made-up resolutions as UNxml publishes them, and queries what was imported. */
@QuarkusTest
class UnxmlImportApiTest {

    private static final String WATER = """
            {"symbol": "A/RES/80/957 B", "title": "Water", "session": "Eightieth session",
             "adoption_date": "1\u00a0December 2025", "originating_document": "A/80/L.9 and A/80/L.9/Add.1",
             "agenda_item_name": "Oceans", "adoption_type": "By a recorded vote", "MS_in_favour_count": "3",
             "MS_against_count": "1", "MS_abstaining_count": "01", "pv": "A/80/PV.52 (Resumption 1)",
             "MS_in_favour": ["NORWAY", "TÜRKÝYE", "CÔTE.", "D'IVOIRE"], "MS_against": ["UNITED STATES"],
             "MS_abstaining": ["NETHERLANDS (KINGDOM OF THE)"], "sponsors": ["NORWAY"], "SDGs": ["6"],
             "subjects": [["WATER", "UNBIS Thesaurus"], ["Water.", "A/80/251"]]}""".replace('\n', ' ');

    private static final String COUNCIL = """
            {"symbol": "S/RES/9722 (2024)", "document_title": "Adopted", "adoption_date": "10 January 2024 in Nairobi",
             "agenda_item_name": "Peace", "adoption_type": "Adopted 2-0-1, 9527th meeting", "draft_resolution": "S/2024/37",
             "outcome_letter": "S/PV.9527", "resolution_title": "Security Council resolution 9722 (2024) [on attacks on ships]",
             "MS_in_favour_count": "002", "MS_against_count": "", "MS_abstaining_count": "001",
             "MS_in_favour": ["CHILEs", "LIBYAN ARAB JAMAHIRIYA"], "MS_against": [], "MS_abstaining": ["CHINA"],
             "sponsors": [], "subjects": []}""".replace('\n', ' ');

    private static final String WITHOUT_VOTE = """
            {"symbol": "A/RES/80/958", "title": "Snow", "adoption_date": "2025-12-02 00:00:00",
             "adoption_type": "Without a vote", "MS_in_favour_count": "N.A.", "MS_against_count": "N.A.",
             "MS_abstaining_count": "N.A.", "MS_in_favour": [], "MS_against": [], "MS_abstaining": []}""".replace('\n', ' ');

    private static final String EVENT = """
            query ($slug: String!) {
              event(slug: $slug) {
                title summary kind date
                topics { slug }
                sources { title publisher url attribution }
                stances(orderBy: COUNTRY_ASC) { nodes { country { code } position since } }
              }
            }""";

    @Inject
    UnVotesImport imports;

    @TempDir
    Path folder;

    @AfterEach
    void deleteImportedRows() {
        BulkRecord.execute("delete from event where slug like 'un-a-res-%' or slug like 'un-s-res-%';"
                + " delete from topic where slug like 'un-ga-%' or slug like 'un-sc%';"
                + " delete from source where url like 'https://undocs.org/%'");
    }

    @Test
    void aRecordedVoteBecomesAnEventWithStances() {
        assertThat(run().lines(lines(WATER)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "Credit for unxml.jsonl: United Nations, UNxml, provided as is",
                        "Rejected: none");
        ResponseJson event = event("un-a-res-80-957-b");
        assertThat(event.getString("title")).isEqualTo("Water");
        assertThat(event.getString("summary"))
                .isEqualTo("Resolution A/RES/80/957 B. Agenda item: Oceans. Draft: A/80/L.9."
                        + " Meeting: A/80/PV.52 (Resumption 1). Subjects: WATER.");
        assertThat(event.getString("kind") + " " + event.getString("date")).isEqualTo("VOTE 2025-12-01");
        assertThat(event.getList("topics.slug")).containsExactly("un-ga-session-80");
        assertThat(event.getMap("sources[0]"))
                .containsEntry("title", "United Nations resolutions: resolution A/RES/80/957 B")
                .containsEntry("publisher", "United Nations")
                .containsEntry("url", "https://undocs.org/A/RES/80/957B")
                .containsEntry("attribution", "United Nations, UNxml, provided as is");
        assertThat(positions(event))
                .containsExactly("CI SUPPORTS", "NL NEUTRAL", "NO SUPPORTS", "TR SUPPORTS", "US OPPOSES");
    }

    @Test
    void aVoteOfTheSecurityCouncilBelongsToTheCouncilAndItsYear() {
        assertThat(run().lines(lines(COUNCIL))).contains("Votes: 3 recorded, 0 revised, 0 unchanged", "Rejected: none");
        ResponseJson event = event("un-s-res-9722-2024");
        assertThat(event.getString("title")).isEqualTo("Security Council resolution 9722 (2024) on attacks on ships");
        assertThat(event.getString("date")).isEqualTo("2024-01-10");
        assertThat(event.getList("topics.slug")).containsExactly("un-sc", "un-sc-2024");
        assertThat(positions(event)).containsExactly("CL SUPPORTS", "CN NEUTRAL", "LY SUPPORTS");
    }

    @Test
    void anAdoptionWithoutAVoteHasNoStances() {
        assertThat(run().lines(lines(WITHOUT_VOTE)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "          1  adopted without a vote: event without stances",
                        "Rejected: none");
        ResponseJson event = event("un-a-res-80-958");
        assertThat(event.getString("summary")).isEqualTo("Resolution A/RES/80/958, adopted without a vote.");
        assertThat(positions(event)).isEmpty();
    }

    @Test
    void anArrayIsReadAsLinesAre() {
        String array = "\ufeff\n [" + WATER + ",\n" + COUNCIL + ", " + WITHOUT_VOTE + "]\n";
        UnVotesFiles files = UnVotesFiles.unxml(List.of(run().writeCompressed("unxml.json.gz", array)));
        assertThat(run().lines(files)).contains("Roll calls: 3 recorded, 0 revised, 0 unchanged", "Rejected: none");
        assertThat(run().lines(lines(WATER, "", COUNCIL, WITHOUT_VOTE)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 3 unchanged", "Votes: 0 recorded, 0 revised, 8 unchanged");
    }

    @Test
    void listsThatDifferFromTheCountsByOneVoteAreReportedAndTaken() {
        assertThat(run().lines(lines(WATER.replace("\"01\"", "\"02\""))))
                .contains(
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "          1  A/RES/80/957 B: the lists name 3-1-1, another place says 3-1-2: taken as listed",
                        "Rejected: none");
    }

    @Test
    void ofTwoCountsTheOneThatTheListsConfirmIsBelieved() {
        assertThat(run().lines(lines(COUNCIL.replace("\"002\"", "\"15\""))))
                .contains(
                        "Votes: 3 recorded, 0 revised, 0 unchanged",
                        "          1  S/RES/9722 (2024): the lists name 2-0-1, another place says 15-0-1: taken as listed");
    }

    @Test
    void listsThatContradictTheCountsByMoreAreRejected() {
        String contradicting = WATER.replace("\"01\"", "\"03\"");
        String unknown = WATER.replace("\"NORWAY\", \"TÜRKÝYE\"", "\"ATLANTIS\", \"MORDOR\"")
                .replace("957", "956");
        String withoutLists = COUNCIL.replaceAll("(MS_\\w+\": )\\[[^]]*]", "$1[]");
        String unclear = WITHOUT_VOTE.replace("Without a vote", "");
        assertThat(run().lines(lines(contradicting, unknown, withoutLists, unclear)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 0 unchanged",
                        "          3  lists contradict the counts",
                        "          1  unclear adoption");
        assertThat(run().rejected().stream().skip(1).map(line -> line.replaceAll(",\"\\{.*", "")))
                .containsExactly(
                        "unxml.jsonl,1,lists contradict the counts,\"the lists name 3-1-1, the counts say 3-1-3, the"
                                + " adoption is 'By a recorded vote'\"",
                        "unxml.jsonl,2,lists contradict the counts,\"the lists name 1-1-1, the counts say 3-1-1, the"
                                + " adoption is 'By a recorded vote'; unknown names: ATLANTIS, MORDOR\"",
                        "unxml.jsonl,3,lists contradict the counts,\"the lists name 0-0-0, the counts say 2-0-1, the"
                                + " adoption is 'Adopted 2-0-1, 9527th meeting'\"",
                        "unxml.jsonl,4,unclear adoption,\"lists and counts are empty, and adoption_type is '', not 'Without"
                                + " a vote'\"");
    }

    @Test
    void membersThatAListNamesTwiceCountOnce() {
        String twice = WATER.replace("[\"NORWAY\"", "[\"NORWAY\", \"NORWAY\"");
        assertThat(run().lines(lines(twice)))
                .contains(
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "          1  lists that name members twice: counted once",
                        "Rejected: none");
    }

    @Test
    void ofSeveralCopiesTheWholeOneCounts() {
        String withoutLists =
                COUNCIL.replaceAll("(MS_\\w+\": )\\[[^]]*]", "$1[]").replace(" (2024)\"", "(2024)\"");
        assertThat(run().lines(lines(withoutLists, COUNCIL, COUNCIL.replace("CHILEs", "CHILE"))))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "          1  resolutions that repeat another: ignored",
                        "          1  incomplete copies of a resolution that also has a whole one: ignored",
                        "Rejected: none");
    }

    @Test
    void aCopyWithOtherVotesIsRejectedAndTheFirstKept() {
        assertThat(run().lines(lines(COUNCIL, COUNCIL.replace("CHILEs", "CUBA"))))
                .contains("          1  contradicts an earlier object");
        assertThat(positions(event("un-s-res-9722-2024"))).contains("CL SUPPORTS");
    }

    @Test
    void objectsThatAreNoResolutionAreRejected() {
        assertThat(run().lines(lines(
                        "{}", WATER.replace("A/RES/80/957 B", "A/80/PV.1"), WATER.replace("December", "Dez"))))
                .contains("          2  invalid symbol", "          1  invalid date");
        assertThat(run().rejected())
                .anyMatch(line ->
                        line.startsWith("unxml.jsonl,1,invalid symbol,\"symbol is '', not one such as A/RES/79/62"));
    }

    @Test
    void anObjectThatTheDatabaseCannotHoldIsRejected() {
        assertThat(run().lines(lines(WATER.replace("Oceans", "Oce\\u0000ans"), WITHOUT_VOTE)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "          1  character that cannot be stored");
    }

    @Test
    void aFileThatIsNoJsonChangesNothing() {
        assertThatThrownBy(() -> run().lines(lines("rcid,country")))
                .hasRootCauseInstanceOf(ImportException.class)
                .hasMessageContaining("unxml.jsonl is not a file of UNxml: it must be a JSON array");
        assertThatThrownBy(() -> run().lines(lines(WATER, "{\"symbol\": ")))
                .hasMessageContaining("unxml.jsonl:2: not valid JSON");
        assertThatThrownBy(() -> run().lines(lines("[" + WATER + ",", COUNCIL, ", 1]")))
                .hasMessageContaining("unxml.jsonl:3: an element of the array is not an object");
        assertThatThrownBy(() -> run().lines(lines("[" + WATER))).hasMessageContaining("unxml.jsonl:2: not valid JSON");
        assertThat(BulkRecord.number("select count(*) from event where slug like 'un-a-res-%'"))
                .isZero();
    }

    private UnVotesRun run() {
        return new UnVotesRun(imports, folder);
    }

    private UnVotesFiles lines(String... objects) {
        return UnVotesFiles.unxml(List.of(run().write("unxml.jsonl", String.join("\n", objects) + "\n")));
    }

    private static ResponseJson event(String slug) {
        return GraphqlClient.data(EVENT, Map.of("slug", slug)).at("data.event");
    }

    private static List<String> positions(ResponseJson event) {
        return event.getList("stances.nodes.collect { it.country.code + ' ' + it.position }");
    }
}
