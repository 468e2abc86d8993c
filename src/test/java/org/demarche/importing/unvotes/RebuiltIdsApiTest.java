package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Global ids of votes that two publications state: the academic one with their month, the library with day and symbol. */
@QuarkusTest
class RebuiltIdsApiTest {

    private static final String SLUG = "un-a-res-377-v-a";
    private static final String SLUG_BY_NUMBER = "un-ga-roll-call-900003";

    private static final String EVENT =
            "query ($slug: String!) { event(slug: $slug) { id stances { nodes { id since country { code } } } } }";

    private static final String KEYS = "select id::text from event where slug = '" + SLUG + "'"
            + " union select s.id::text from stance s join event e on e.id = s.event_id where e.slug = '" + SLUG + "'";

    @Inject
    UnVotesImport imports;

    @TempDir
    Path folder;

    @AfterEach
    void deleteImportedRows() {
        RecordedUnVotes.delete();
    }

    @Test
    void aVoteKeepsItsIdsWhenItsDayAndSlugBecomeKnown() {
        importAcademic();
        List<Map<String, Object>> before = stances(SLUG_BY_NUMBER);
        String event = event(SLUG_BY_NUMBER).getString("id");
        importLibrary();
        assertThat(event(SLUG).getString("id")).isEqualTo(event);
        List<Map<String, Object>> after = stances(SLUG);
        assertThat(after).extracting("since").containsOnly("1950-11-03");
        assertThat(before).extracting("since").containsOnly("1950-11");
        assertThat(ids(SLUG))
                .containsAll(
                        before.stream().map(stance -> (String) stance.get("id")).toList());
        assertFoundAgain(ids(SLUG));
    }

    @Test
    void aDatabaseRebuiltFromTheSameFilesHasTheSameIds() {
        importAcademic();
        importLibrary();
        List<String> ids = ids(SLUG);
        List<String> keys = BulkRecord.texts(KEYS);
        RecordedUnVotes.delete();
        importAcademic();
        importLibrary();
        assertThat(BulkRecord.texts(KEYS)).hasSameSizeAs(keys).doesNotContainAnyElementsOf(keys);
        assertThat(ids(SLUG)).isEqualTo(ids).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void theIdOfAnEventLeadsToItAlsoWhereAnotherPublicationWasFirst() {
        importAcademic();
        importLibrary();
        String event = event(SLUG).getString("id");
        RecordedUnVotes.delete();
        importLibrary();
        importAcademic();
        assertThat(event(SLUG).getString("id")).isNotEqualTo(event);
        assertThat(GraphqlClient.data(
                                "query ($id: ID!) { node(id: $id) { ... on Event { slug } } }", Map.of("id", event))
                        .getString("node.slug"))
                .isEqualTo(SLUG);
    }

    /** The vote of another country that has its first day later: both have an id, and each its own. */
    @Test
    void aStanceWithTheFirstDayThatAnotherHadBeforeGetsAnotherId() {
        importAcademic();
        importLibrary();
        List<String> ids = ids(SLUG);
        BulkRecord.execute("insert into stance (event_id, country_id, position, act, since, confidence)"
                + " select e.id, c.id, 'SUPPORTS', 'STATEMENT', '1950-11', 'CONFIRMED' from event e, country c"
                + " where e.slug = '" + SLUG + "' and c.code in ('NO', 'IN')");
        assertThat(ids(SLUG)).containsAll(ids).hasSize(ids.size() + 2).doesNotHaveDuplicates();
        assertFoundAgain(ids(SLUG));
    }

    @Test
    void anImportedEventIsRevisedUnderItsFirstSlugAndKeepsBoth() {
        BulkRecord.execute("insert into event (slug, title, title_key, kind, status, date) values ('" + SLUG_BY_NUMBER
                + "', 'Mine', 'mine', 'VOTE', 'OCCURRED', '1950')");
        String event = event(SLUG_BY_NUMBER).getString("id");
        importAcademic();
        importLibrary();
        assertThat(event(SLUG).getString("id")).isEqualTo(event);
        assertFoundAgain(ids(SLUG));
    }

    private void importAcademic() {
        run().lines(new UnVotesFiles(
                run().write(
                                "roll_calls.csv",
                                "rcid,session,date,unres,amend,para,short,descr\n900003,5,1950-11-02,R/5/292A,0,0,PEACE,To unite.\n"),
                run().write(
                                "votes.csv",
                                "rcid,country,country_code,vote\n900003,,NO,yes\n900003,,US,yes\n900003,,IN,abstain\n900003,,EG,no\n"
                                        + "900003,,FR,yes\n900003,,SE,no\n"),
                null,
                null));
    }

    private void importLibrary() {
        StringBuilder rows = new StringBuilder("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,"
                + "committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,"
                + "total_non_voting,total_ms,undl_link\n");
        for (String vote : List.of("NOR,NOR,Y", "USA,USA,Y", "IND,IND,A", "EGY,EGY,N", "FRA,FRA,Y", "SWE,SWE,N")) {
            rows.append(
                    "990002,%s,1950-11-03,5,A/RES/377(V)[A],A/L.1,,A/PV.1,Uniting for peace,,,,,,,,,".formatted(vote)
                            + "https://digitallibrary.un.org/record/990002\n");
        }
        run().lines(UnVotesFiles.library(List.of(run().write("library.csv", rows.toString())), null));
    }

    private UnVotesRun run() {
        return new UnVotesRun(imports, folder);
    }

    private static void assertFoundAgain(List<String> ids) {
        assertThat(GraphqlClient.data("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids))
                        .<String>getList("nodes.id"))
                .isEqualTo(ids);
    }

    private static ResponseJson event(String slug) {
        return GraphqlClient.data(EVENT, Map.of("slug", slug)).at("data.event");
    }

    private static List<Map<String, Object>> stances(String slug) {
        return event(slug).getList("stances.nodes");
    }

    /** Of the event and its stances, sorted. */
    private static List<String> ids(String slug) {
        return Stream.concat(
                        Stream.of(event(slug).getString("id")),
                        event(slug).<String>getList("stances.nodes.id").stream())
                .sorted()
                .toList();
    }
}
