package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.importing.ImportException;
import org.demarche.importing.ImportResult;
import org.demarche.importing.ImportRunRepository;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Imports made-up files with the layouts of the UN Digital Library, and queries what was imported. */
@QuarkusTest
class LibraryImportApiTest {

    private static final String HEADER =
            "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,"
                    + "meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,"
                    + "undl_link\n";

    private static final String WATER = ",2025-12-01,80,A/RES/80/957,A/80/L.9|A/80/L.9/Add.1,,A/80/PV.52,"
            + "Water : resolution / adopted by the General Assembly,Oceans.,WATER--LAW AND LEGISLATION|SEAS,,1.0,1.0,1.0,1.0,"
            + "4.0,https://digitallibrary.un.org/record/9990001\n";

    private static final String ASSEMBLY = HEADER
            + "9990001,NOR,NORWAY,Y" + WATER
            + "9990001,NAM,NAMIBIA,A" + WATER
            + "9990001,USA,UNITED STATES,N" + WATER
            + "9990001,TUV,TUVALU,X" + WATER;

    private static final String COUNCIL_HEADER =
            "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,"
                    + "meeting,description,agenda,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,"
                    + "modality,undl_link\n";

    private static final String EVENT = """
            query ($slug: String!) {
              event(slug: $slug) {
                title summary kind date revision
                topics { slug title }
                sources { title publisher url publishedOn attribution }
                tally { supports neutral opposes absent }
                stances(orderBy: COUNTRY_ASC) { nodes { country { code } position since sources { url } } }
              }
            }""";

    private static final LocalDate DOWNLOADED = LocalDate.of(2026, 11, 23);

    private static final String KIND = "library test";

    @Inject
    UnVotesImport imports;

    @Inject
    ImportRunRepository runs;

    @TempDir
    Path folder;

    @AfterEach
    void deleteImportedRows() {
        BulkRecord.execute("delete from import_run where kind = '" + KIND
                + "'; delete from event where slug like 'un-a-res-%' or slug like 'un-s-res-%';"
                + " delete from topic where slug like 'un-ga-%' or slug like 'un-sc%';"
                + " delete from source where url like 'https://digitallibrary.un.org/%'");
    }

    @Test
    void aRecordBecomesAnEventAndItsVotesStances() {
        assertThat(run().lines(library("2026_1_5_ga_voting.csv", ASSEMBLY)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "Votes: 4 recorded, 0 revised, 0 unchanged",
                        "Credit for 2026_1_5_ga_voting.csv: © United Nations, 2026, https://digitallibrary.un.org,"
                                + " downloaded on 2026-11-23",
                        "Rejected: none");
        ResponseJson event = event("un-a-res-80-957");
        assertThat(event.getString("title")).isEqualTo("Water");
        assertThat(event.getString("summary"))
                .isEqualTo("Resolution A/RES/80/957. Agenda item: Oceans. Draft: A/80/L.9. Meeting: A/80/PV.52."
                        + " Subjects: WATER--LAW AND LEGISLATION; SEAS.");
        assertThat(event.getString("kind") + " " + event.getString("date")).isEqualTo("VOTE 2025-12-01");
        assertThat(event.getList("topics.slug")).containsExactly("un-ga-session-80");
        assertThat(positions(event)).containsExactly("NA NEUTRAL", "NO SUPPORTS", "TV ABSENT", "US OPPOSES");
        assertThat(event.getList("stances.nodes.since").stream().distinct()).containsExactly("2025-12-01");
    }

    @Test
    void theSourceIsTheRecordWithTheCreditThatTheLibraryAsksFor() {
        run().lines(library("2026_1_5_ga_voting.csv", ASSEMBLY));
        ResponseJson event = event("un-a-res-80-957");
        assertThat(event.getMap("sources[0]"))
                .containsEntry("title", "United Nations Digital Library, voting data: resolution A/RES/80/957")
                .containsEntry("publisher", "United Nations, Dag Hammarskjöld Library")
                .containsEntry("url", "https://digitallibrary.un.org/record/9990001")
                .containsEntry("publishedOn", "2026-01-05")
                .containsEntry(
                        "attribution",
                        "© United Nations, 2026, https://digitallibrary.un.org, downloaded on 2026-11-23");
        assertThat(event.getString("stances.nodes[0].sources[0].url"))
                .isEqualTo("https://digitallibrary.un.org/record/9990001");
    }

    @Test
    void aFileWithoutDaysDoesNotTakeAwayThoseOfTheCredit() {
        run().lines(library("ga_voting.csv", ASSEMBLY));
        List<Path> files = List.of(run().write("ga_voting.csv", ASSEMBLY));
        run().lines(new UnVotesFiles(null, null, null, null, files, null, List.of()));
        assertThat(event("un-a-res-80-957").getString("sources[0].attribution"))
                .isEqualTo("© United Nations, 2026, https://digitallibrary.un.org, downloaded on 2026-11-23");
    }

    @Test
    void anImportRunNamesItsFiles() throws Throwable {
        long run = VertxContextSupport.subscribeAndAwait(() -> runs.begin(KIND));
        ImportResult result = run().result(library("2026_1_5_ga_voting.csv", ASSEMBLY));
        VertxContextSupport.subscribeAndAwait(() -> runs.end(run, result.outcome(), result));
        assertThat(BulkRecord.texts("select concat_ws('|', name, publisher, attribution, released_on, downloaded_on)"
                        + " from imported_file where run_id = " + run))
                .containsExactly(
                        "2026_1_5_ga_voting.csv|United Nations, Dag Hammarskjöld Library|© United Nations, 2026,"
                                + " https://digitallibrary.un.org, downloaded on 2026-11-23|2026-01-05|2026-11-23");
    }

    @Test
    void twoRecordsOfOneSymbolAreTwoEvents() {
        String second = WATER.replace("9990001", "9990009");
        String file = ASSEMBLY + "9990009,NOR,NORWAY,N" + second + "9990009,USA,UNITED STATES,N" + second;
        assertThat(run().lines(library("ga.csv", file)))
                .contains(
                        "Roll calls: 2 recorded, 0 revised, 0 unchanged",
                        "          1  votes with the symbol of another: slug with the number of the record");
        assertThat(positions(event("un-a-res-80-957"))).hasSize(4);
        assertThat(positions(event("un-a-res-80-957-9990009"))).containsExactly("NO OPPOSES", "US OPPOSES");
    }

    @Test
    void anEarlierReleaseThatIsImportedLaterChangesOnlyWhatTheLaterOneLacks() {
        String added = ASSEMBLY.substring(HEADER.length())
                .replace("9990001", "9990002")
                .replace("80/957", "80/958");
        run().lines(library("2026_2_6_ga_voting.csv", ASSEMBLY));
        assertThat(run().lines(library(
                        "2026_1_5_ga_voting.csv",
                        ASSEMBLY.replace("NAMIBIA,A", "NAMIBIA,Y").replace("Water :", "Wine :") + added)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "Votes: 4 recorded, 0 revised, 0 unchanged",
                        "Left as a later release of the file states them: 1 roll calls");
        ResponseJson event = event("un-a-res-80-957");
        assertThat(event.getString("title")).isEqualTo("Water");
        assertThat(event.getInt("revision")).isEqualTo(1);
        assertThat(event.getString("sources[0].publishedOn")).isEqualTo("2026-02-06");
        assertThat(positions(event)).contains("NA NEUTRAL");
        assertThat(event("un-a-res-80-958").getString("sources[0].publishedOn")).isEqualTo("2026-01-05");
        assertThat(run().lines(library("ga_voting.csv", ASSEMBLY.replace("NAMIBIA,A", "NAMIBIA,Y"))))
                .as("a file that does not say when it was released")
                .contains("Votes: 0 recorded, 1 revised, 3 unchanged");
    }

    @Test
    void aLaterReleaseRevisesWhatDiffersAndChangesTheCreditOfTheSameSource() {
        run().lines(library("2026_1_5_ga_voting.csv", ASSEMBLY));
        assertThat(run().lines(library("2026_1_5_ga_voting.csv", ASSEMBLY)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 1 unchanged", "Votes: 0 recorded, 0 revised, 4 unchanged");
        assertThat(run().lines(library("2026_2_6_ga_voting.csv", ASSEMBLY.replace("NAMIBIA,A", "NAMIBIA,Y"))))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 1 unchanged", "Votes: 0 recorded, 1 revised, 3 unchanged");
        ResponseJson event = event("un-a-res-80-957");
        assertThat(event.getList("sources.publishedOn")).containsExactly("2026-02-06");
        assertThat(event.getInt("tally.supports")).isEqualTo(2);
    }

    @Test
    void ofSeveralReleasesTheLatestCountsWhateverTheirOrder() {
        UnVotesFiles files = UnVotesFiles.library(
                List.of(
                        run().write("2026_10_6_ga.csv", ASSEMBLY.replace("NAMIBIA,A", "NAMIBIA,Y")),
                        run().write("2026_9_5_ga.csv", ASSEMBLY)),
                DOWNLOADED);
        assertThat(run().lines(files)).contains("Votes: 4 recorded, 0 revised, 0 unchanged", "Rejected: none");
        assertThat(event("un-a-res-80-957").getInt("tally.supports")).isEqualTo(2);
    }

    @Test
    void theRowsOfARecordNeedNotStandTogether() {
        String other = WATER.replace("80/957", "80/958").replace("9990001", "9990002");
        String mixed = HEADER
                + "9990001,NOR,NORWAY,Y" + WATER
                + "9990002,NOR,NORWAY,N" + other
                + "9990001,NAM,NAMIBIA,A" + WATER
                + "9990002.0,NAM,NAMIBIA,N" + other
                + "9990001,USA,UNITED STATES,N" + WATER;
        assertThat(run().lines(library("ga.csv", mixed)))
                .contains(
                        "Roll calls: 2 recorded, 0 revised, 0 unchanged",
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "          1  votes whose rows do not add up to the totals that they state: taken as listed");
        assertThat(positions(event("un-a-res-80-958"))).containsExactly("NA OPPOSES", "NO OPPOSES");
    }

    @Test
    void theLayoutOf2024HasPluralNames() {
        String file =
                "\ufeffundl_id,date,session,resolutions,drafts,meeting,title,agenda_titles,subjects,ms_codes,ms_names,"
                        + "ms_votes,modality,yes,no,abstentions,non-voting,total-voting,undl_link\n"
                        + row2024("NOR,NORWAY,Y,Recorded")
                        + row2024("NAM,NAMIBIA,NV,Recorded")
                        + row2024("USA,UNITED STATES,,Recorded");
        assertThat(run().lines(library("ga.csv", file)))
                .contains("Votes: 2 recorded, 0 revised, 0 unchanged", "          1  rows without a vote: no stance");
        ResponseJson event = event("un-a-res-es-10-957");
        assertThat(positions(event)).containsExactly("NA ABSENT", "NO SUPPORTS");
        assertThat(event.getString("summary")).contains("Agenda item: Palestine.");
        assertThat(event.getList("topics.slug")).containsExactly("un-ga-session-79");
    }

    private static String row2024(String vote) {
        return "9990003,2024-05-10,10emsp,A/RES/ES-10/957,,A/ES-10/PV.49,Palestine,Palestine.,PALESTINE," + vote
                + ",1,0,0,1,1,https://digitallibrary.un.org/record/9990003\n";
    }

    @Test
    void aVoteOfTheSecurityCouncilBelongsToTheCouncilAndItsYear() {
        String file = COUNCIL_HEADER
                + councilRow("CHE,SWITZERLAND,True,Y", "Vote")
                + councilRow("RUS,RUSSIAN FEDERATION,False,N", "Vote")
                + councilRow("CHN,CHINA,True,X", "Vote");
        assertThat(run().lines(library("sc_voting.csv", file)))
                .contains("Votes: 3 recorded, 0 revised, 0 unchanged", "Rejected: none");
        ResponseJson event = event("un-s-res-9722-2024");
        assertThat(event.getString("title")).isEqualTo("Security Council resolution 9722 (2024) on attacks on ships");
        assertThat(event.getList("topics.slug")).containsExactly("un-sc", "un-sc-2024");
        assertThat(positions(event)).containsExactly("CN ABSENT", "RU OPPOSES", "CH SUPPORTS");
    }

    @Test
    void anAdoptionWithoutAVoteHasNoStances() {
        String council = COUNCIL_HEADER
                + councilRow("CHE,SWITZERLAND,False,X", "Without Vote")
                + councilRow("CHN,CHINA,True,X", "Without Vote");
        String assembly = HEADER
                + ("9990001,NOR,NORWAY,X" + WATER).replace("1.0,1.0,1.0,1.0", "0,0,,2")
                + ("9990001,USA,UNITED STATES,X" + WATER).replace("1.0,1.0,1.0,1.0", "0,0,,2");
        UnVotesFiles files = UnVotesFiles.library(
                List.of(run().write("sc.csv", council), run().write("ga.csv", assembly)), DOWNLOADED);
        assertThat(run().lines(files))
                .contains(
                        "Roll calls: 2 recorded, 0 revised, 0 unchanged",
                        "Votes: 0 recorded, 0 revised, 0 unchanged",
                        "          2  adopted without a vote: event without stances",
                        "Rejected: none");
        assertThat(event("un-s-res-9722-2024").getString("summary"))
                .startsWith("Resolution S/RES/9722(2024), adopted without a vote.");
        assertThat(positions(event("un-a-res-80-957"))).isEmpty();
    }

    @Test
    void theBodyAndTheYearOfASymbolDoNotDependOnItsSpelling() {
        String file = COUNCIL_HEADER
                + councilRow("CHE,SWITZERLAND,True,Y", "Vote").replace("S/RES/9722(2024)", "s/res/9722")
                + councilRow("CHE,SWITZERLAND,True,Y", "Vote")
                        .replace("S/RES/9722(2024)", "a/res/78/957 [B]")
                        .replace("9990004", "9990005");
        assertThat(run().lines(library("sc_voting.csv", file))).contains("Rejected: none");
        assertThat(event("un-s-res-9722-2024").getList("topics.slug")).containsExactly("un-sc", "un-sc-2024");
        assertThat(event("un-a-res-78-957-b").getList("topics.slug")).containsExactly("un-ga-session-78");
    }

    private static String councilRow(String vote, String modality) {
        return "9990004," + vote + ",2024-01-10,S/RES/9722(2024),S/2024/37,S/PV.9527,"
                + "Security Council resolution 9722 (2024) [on attacks on ships],Peace.,YEMEN,,1,1,0,1,3," + modality
                + ",https://digitallibrary.un.org/record/9990004\n";
    }

    @Test
    void membersAreKeyedByTheirCodesAndTheSeatDecidesWhoVoted() {
        String file = HEADER
                + historical("9990010", "1960-10-01", 15, "CHN,SUN,YEM,EGY,YUG,CSK")
                + historical("9990011", "1975-11-10", 30, "CHN,GER,DDR,YMD,DEU,ZAR")
                + historical("9990012", "1963-12-17", 18, "EAT,EAZ")
                + historical("9990013", "2005-12-01", 60, "SCG,RUS,DEU,YEM,CHN,SUN");
        run().lines(library("ga.csv", file));
        assertThat(voters("un-a-res-15-957")).containsExactlyInAnyOrder("TW", "SUHH", "XYAR", "EG", "YUCS", "CSHH");
        assertThat(voters("un-a-res-30-957")).containsExactlyInAnyOrder("CN", "XFRG", "DDDE", "YDYE");
        assertThat(voters("un-a-res-18-957")).containsExactlyInAnyOrder("TZ", "XZAN");
        assertThat(voters("un-a-res-60-957")).containsExactlyInAnyOrder("CSXX", "RU", "DE", "YE", "CN");
        assertThat(run().rejected())
                .anyMatch(line -> line.startsWith("ga.csv,13,unknown country,no member has the code 'ZAR' (name)"));
    }

    private static String historical(String id, String date, int session, String codes) {
        StringBuilder rows = new StringBuilder();
        for (String code : codes.split(",")) {
            rows.append("%s,%s,name,Y,%s,%d,A/RES/%4$d/957,,,,Title,,,,,,,,,\n".formatted(id, code, date, session));
        }
        return rows.toString();
    }

    @Test
    void invalidRowsAreRejectedWithTheReasonAndTheOthersAreImported() {
        String file = ASSEMBLY
                + "9990001,CUB,CUBA,P" + WATER
                + "9990001,ZZZ,ATLANTIS,Y" + WATER
                + "9990001,,CUBA,Y" + WATER
                + "x,CUB,CUBA,Y" + WATER
                + "9990001,CUB,CUBA,Y" + WATER.replace("2025-12-01", "2025-12-02")
                + "9990005,CUB,CUBA,Y" + WATER.replace("2025-12-01", "1 December")
                + "9990006,CUB,CUBA,Y" + WATER.replace(",80,A/RES/80/957", ",none,")
                + "9990001,NOR,NORWAY,N" + WATER
                + "9990001,CUB\n";
        assertThat(run().lines(library("ga.csv", file)))
                .contains(
                        "Votes: 4 recorded, 0 revised, 0 unchanged", "Rejected: 9 rows, listed in " + run().rejects());
        assertThat(run().rejected().stream().skip(1).map(line -> line.replaceAll(",\"?(9990|x,).*", "")))
                .containsExactly(
                        "ga.csv,6,invalid vote,\"ms_vote is 'P', not Y, N, A, X or NV\"",
                        "ga.csv,7,unknown country,no member has the code 'ZZZ' (ATLANTIS)",
                        "ga.csv,8,unknown country,no member has the code '' (CUBA)",
                        "ga.csv,9,invalid record number,\"undl_id is 'x', not a number\"",
                        "ga.csv,10,contradicts an earlier row,\"record 9990001 is A/RES/80/957 of 2025-12-01 in an earlier"
                                + " row, and A/RES/80/957 of 2025-12-02 here\"",
                        "ga.csv,11,invalid date,date is '1 December'; write a day such as 2015-12-23",
                        "ga.csv,12,invalid session,\"session is 'none'; write a number such as 79, or 10emsp, 29sp, ES-10 or"
                                + " S-29\"",
                        "ga.csv,13,contradicts an earlier row,\"roll call 9990001: Norway already has a different vote,"
                                + " which was kept\"",
                        "ga.csv,14,wrong number of fields,2 instead of 20");
    }

    @Test
    void aVoteCannotBeInTheFutureOrBeforeTheUnitedNations() {
        String file = ASSEMBLY
                + "9990002,NOR,NORWAY,Y" + WATER.replace("2025-12-01", "2125-12-01")
                + "9990003,NOR,NORWAY,Y" + WATER.replace("2025-12-01", "1925-12-01");
        assertThat(run().lines(library("ga.csv", file)))
                .contains("Roll calls: 1 recorded, 0 revised, 0 unchanged", "          1  date in the future");
        assertThat(run().rejected().stream().skip(1).map(line -> line.replaceAll(",\"?9990.*", "")))
                .containsExactly(
                        "ga.csv,6,date in the future,date is 2125-12-01",
                        "ga.csv,7,invalid date,\"date is 1925-12-01, before the first meetings of 1946\"");
    }

    @Test
    void aRecordOfWhichAllRowsAreRejectedIsNoAdoptionWithoutAVote() {
        String invalid = WATER.replace("1.0,1.0,1.0,1.0,4.0", ",,,,").replace("9990001", "9990002");
        String file = ASSEMBLY
                + "9990002,NOR,NORWAY,Q" + invalid.replace("957", "958")
                + "9990002,USA,UNITED STATES,Yes" + invalid.replace("957", "958");
        assertThat(run().lines(library("ga.csv", file)))
                .contains(
                        "Roll calls: 1 recorded, 0 revised, 0 unchanged",
                        "          1  records of which all rows were rejected: no event",
                        "          2  invalid vote");
    }

    @Test
    void aVoteThatNobodyElseTookPartInIsNoAdoptionWithoutAVote() {
        String untold = WATER.replace("1.0,1.0,1.0,1.0,4.0", ",,,,");
        String file = HEADER + "9990001,NOR,NORWAY,X" + untold + "9990001,ZZZ,ATLANTIS,N" + untold;
        assertThat(run().lines(library("ga.csv", file)))
                .contains("Roll calls: 1 recorded, 0 revised, 0 unchanged", "          1  unknown country")
                .noneMatch(line -> line.contains("without a vote: event"));
        assertThat(positions(event("un-a-res-80-957"))).containsExactly("NO ABSENT");
    }

    @Test
    void theRowsOfARecordMayWriteItsSymbolAndDateDifferently() {
        String file = HEADER
                + "9990001,NOR,NORWAY,Y" + WATER
                + "9990001,NAM,NAMIBIA,A" + WATER.replace("A/RES/80/957", "A/RES/80/957 ")
                + "9990001,TUV,TUVALU,X" + WATER.replace("A/RES/80/957", "a/res/80/ 957")
                + "9990001,USA,UNITED STATES,N" + WATER.replace("2025-12-01", "2025-12-01 00:00:00");
        assertThat(run().lines(library("ga.csv", file)))
                .contains("Votes: 4 recorded, 0 revised, 0 unchanged", "Rejected: none");
    }

    @Test
    void aFileWithOutcomesAloneChangesNothing() {
        String outcomes = "undl_id,date,session,resolution,total_yes,total_no\n1,2025-12-01,80,A/RES/80/957,1,1\n";
        assertThatThrownBy(() -> run().lines(UnVotesFiles.library(
                        List.of(run().write("ga.csv", ASSEMBLY), run().write("outcomes.csv", outcomes)), DOWNLOADED)))
                .hasRootCauseInstanceOf(ImportException.class)
                .hasMessageContaining("outcomes.csv is the library's file of outcomes");
        assertThat(BulkRecord.number("select count(*) from event where slug like 'un-a-res-%'"))
                .isZero();
    }

    private UnVotesRun run() {
        return new UnVotesRun(imports, folder);
    }

    private UnVotesFiles library(String name, String content) {
        return UnVotesFiles.library(List.of(run().write(name, content)), DOWNLOADED);
    }

    private static ResponseJson event(String slug) {
        return GraphqlClient.data(EVENT, Map.of("slug", slug)).at("data.event");
    }

    private static List<String> positions(ResponseJson event) {
        return event.getList("stances.nodes.collect { it.country.code + ' ' + it.position }");
    }

    private static List<String> voters(String slug) {
        return event(slug).getList("stances.nodes.country.code");
    }
}
