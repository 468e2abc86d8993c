package org.demarche.importing.unvotes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.importing.record.RecordImport;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Margins;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports made-up files of three publications that have some votes in common. */
@QuarkusTest
class VoteIdentityApiTest {

    private static final List<String> CODES = List.of("US,FR,GB,NO,SE,DK,IN,MX,BR,AR,EG,TR".split(","));
    private static final List<String> CODES_OF_THREE =
            List.of("USA,FRA,GBR,NOR,SWE,DNK,IND,MEX,BRA,ARG,EGY,TUR".split(","));
    private static final List<String> NAMES = List.of(
            "UNITED STATES,FRANCE,UNITED KINGDOM,NORWAY,SWEDEN,DENMARK,INDIA,MEXICO,BRAZIL,ARGENTINA,EGYPT,TÜRKİYE"
                    .split(","));

    private static final List<String> ROLL_CALLS = List.of(
            "900001,30,1975-11-01,R/30/3379,0,0,ZIONISM,To adopt the draft on zionism. YYYYYYNNNNAA",
            "900002,30,1975-11-01,R/30/3379,1,0,AMENDMENT,To amend it. YYYYYYNNNNAA",
            "900003,5,1950-11-02,R/5/292A,0,0,PEACE,To unite for peace. YYYYNNNNAAYY",
            "900004,5,1950-11-02,R/5/300,0,0,REPORT,To note a report. NNNNYYYYYYYY",
            "900005,5,1950-12-01,R/5/310,0,0,RIVAL,One of two alike. YYYYYYYYYYNN",
            "900006,5,1950-12-01,R/5/311,0,0,RIVAL,Two of two alike. YYYYYYYYYYNA",
            "900007,74,2019-12-12,A/RES/74/50,,,DISARMAMENT,To disarm. YYYYYYYYYYAN",
            "900008,55,2000-11-03,R/55/33A,,,MISSILES,On missiles. YYYYYYNNNNNN",
            "900009,55,2000-11-03,R/55/33B,,,TREATY,On a treaty. NNNNNNYYYYYY",
            "900010,57,2002-11-01,R/57/84,,,DANGER,On nuclear danger. YYYYYYYYYNNN",
            "900011,57,2002-11-01,R/57/84,,,,The President: A motion. NNNYYYYYYYYY",
            "900012,70,2015-12-23,R/70/5,,,CUBA,On an embargo. YYYYYYYYYYYN");

    private static final List<String> LIBRARY = List.of(
            "990001;1975-11-10;30;A/RES/3379(XXX);Zionism;YYYYYYNNNXAY",
            "990002;1950-11-03;5;A/RES/377(V)[A];Uniting for peace;YYYYNNNNAAYY",
            "990003;2019-12-12;74;A/RES/74/50;Disarmament;YYYYYYYYYXAX",
            "990004;2000-11-20;55;A/RES/55/33[C];Treaty;NNNNNNYYYYYY",
            "990005;2002-11-22;57;A/RES/57/84;Nuclear danger;YYYYYYYYYNNN",
            "990006;2005-10-24;60;A/RES/60/1;Summit;YYYYYYYYYYYY",
            "990007;1950-12-01;5;A/RES/400(V);Alike;YYYYYYYYYYNN");

    private static final List<String> UNXML = List.of(
            "2019-12-12;A/RES/74/50;Nuclear disarmament;YYYYYYYYYYNN",
            "2020-10-12;A/RES/75/1;Tribute;",
            "2020-10-27;A/RES/75/11;Oceans;YYYYYYYYYYYN",
            "2021-10-15;S/RES/2600 (2021);Haiti;YY  ");

    private static final String EVENT = """
            query ($slug: String!) {
              event(slug: $slug) {
                id slug title date
                topics { slug }
                sources { title }
                stances(orderBy: COUNTRY_ASC) { nodes { country { code } position since sources { title } } }
              }
            }""";

    @Inject
    UnVotesImport imports;

    @Inject
    RecordImport records;

    @TempDir
    Path folder;

    @AfterEach
    void deleteImportedRows() {
        RecordedUnVotes.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALU", "AUL", "LAU", "LUA", "UAL", "ULA", "AALULA", "LULUAL", "UAAULL"})
    void anyOrderOfImportsEndsInTheSameEventsAndVotes(String order) {
        order.chars().forEach(publication -> run().lines(files((char) publication)));
        RecordedUnVotes recorded = RecordedUnVotes.all();
        RecordedUnVotes.delete();
        "ALU".chars().forEach(publication -> run().lines(files((char) publication)));
        assertThat(RecordedUnVotes.all().differences(recorded)).isEmpty();
        assertThat(recorded.events()).hasSize(ROLL_CALLS.size() + LIBRARY.size() + UNXML.size() - 6);
        assertThat(Margins.assertEqualTallies()).isGreaterThanOrEqualTo(ROLL_CALLS.size());
    }

    @Test
    void theBetterPublicationDatesAndNamesAVoteAndTheAcademicOneKeepsItsIssues() {
        run().lines(files('A'));
        ResponseJson before = event("un-a-res-3379-xxx");
        run().lines(files('L'));
        ResponseJson event = event("un-a-res-3379-xxx");
        assertThat(event.getString("id")).isEqualTo(before.getString("id"));
        assertThat(before.getString("title") + " " + event.getString("title")).isEqualTo("ZIONISM Zionism");
        assertThat(event.getString("date")).isEqualTo("1975-11-10");
        assertThat(event.getList("stances.nodes.since")).hasSize(12).containsOnly("1975-11-10");
        assertThat(event.getList("topics.slug")).containsExactlyInAnyOrder("un-ga-colonialism", "un-ga-session-30");
        assertThat(event.getList("sources.title")).hasSize(2);
    }

    @Test
    void aVoteCastIsShownByTheBetterPublicationAndNoAbsenceOverwritesIt() {
        run().lines(files('A'));
        List<String> report = run().lines(files('L'));
        ResponseJson event = event("un-a-res-3379-xxx");
        assertThat(position(event, "TR")).isEqualTo("SUPPORTS");
        assertThat(position(event, "AR")).isEqualTo("OPPOSES");
        assertThat(report)
                .anyMatch(line -> line.startsWith("Stated differently by two publications"))
                .anyMatch(line -> line.endsWith("A/RES/3379(XXX): Türkiye SUPPORTS by LIBRARY, NEUTRAL by ACADEMIC"));
        assertThat(event.getList("stances.nodes.find { it.country.code == 'AR' }.sources.title"))
                .hasSize(1)
                .allMatch(title -> title.toString().contains("General Assembly Voting Data"));
        assertThat(run().lines(files('A'))).anyMatch(line -> line.endsWith("NEUTRAL by ACADEMIC"));
        assertThat(position(event("un-a-res-3379-xxx"), "TR")).isEqualTo("SUPPORTS");
    }

    @Test
    void theReportTellsWhichVotesWereFoundAndWhichMayBeTheSame() {
        run().lines(files('A'));
        assertThat(run().lines(files('L')))
                .contains(
                        "Also in another publication: 5 roll calls, found by symbol: 3, by votes: 2",
                        "Possibly the same as recorded ones, but recorded as new: 1 roll calls")
                .anyMatch(line -> line.contains("LIBRARY 990002 (A/RES/377(V) A, 1950-11-03) is ACADEMIC 900003"))
                .anyMatch(line -> line.contains("LIBRARY 990004 (A/RES/55/33 C, 2000-11-20) is ACADEMIC 900009"))
                .anyMatch(line ->
                        line.contains("LIBRARY 990007 (A/RES/400(V), 1950-12-01) may be un-ga-roll-call-900005"));
    }

    @Test
    void aSlugFollowsTheSymbolAndTheOldOneIsStillFound() {
        run().lines(files('A'));
        String id = event("un-ga-roll-call-900003").getString("id");
        assertThat(event("un-ga-roll-call-900003").getString("slug")).isEqualTo("un-ga-roll-call-900003");
        run().lines(files('L'));
        ResponseJson event = event("un-ga-roll-call-900003");
        assertThat(event.getString("slug")).isEqualTo("un-a-res-377-v-a");
        assertThat(event.getString("id")).isEqualTo(id);
        assertThat(event("un-a-res-377-v-a").getString("id")).isEqualTo(id);
        assertThat(GraphqlClient.data("{ events(filter: {slugs: [\"un-ga-roll-call-900003\"]}) { nodes { slug } } }")
                        .getList("events.nodes.slug"))
                .containsExactly("un-a-res-377-v-a");
    }

    @Test
    void aRecordThatNamesAnEventByAFormerSlugRevisesIt() throws Throwable {
        run().lines(files('A'));
        run().lines(files('L'));
        String id = event("un-a-res-377-v-a").getString("id");
        Path record = run().write("record.yaml", """
                events:
                  - slug: un-ga-roll-call-900003
                    title: Uniting for peace, revised
                    kind: VOTE
                    date: 1950-11-03
                    sources: [report]
                  - slug: un-ga-roll-call-900003-seen-later
                    title: What it led to
                    kind: STATEMENT
                    date: 1951
                    precededBy: [un-ga-roll-call-900003]
                    sources: [report]
                sources:
                  - {id: report, title: A report, url: "https://example.org/report"}
                """);
        try {
            records.run(record, false, warning -> {});
            ResponseJson event = event("un-ga-roll-call-900003");
            assertThat(event.getString("slug")).isEqualTo("un-a-res-377-v-a");
            assertThat(event.getString("id")).isEqualTo(id);
            assertThat(event.getString("title")).isEqualTo("Uniting for peace, revised");
            assertThat(GraphqlClient.data(
                                    "{ event(slug: \"un-ga-roll-call-900003-seen-later\") { precededBy { slug } } }")
                            .getList("event.precededBy.slug"))
                    .containsExactly("un-a-res-377-v-a");
        } finally {
            BulkRecord.execute("delete from event where slug = 'un-ga-roll-call-900003-seen-later'");
        }
    }

    @Test
    void theVoteOnAResolutionHasItsSlugAndOthersOnItHaveTheirNumbers() {
        run().lines(files('A'));
        assertThat(event("un-ga-roll-call-900001").getString("slug")).isEqualTo("un-a-res-3379-xxx");
        assertThat(event("un-ga-roll-call-900002").getString("slug")).isEqualTo("un-ga-roll-call-900002");
        assertThat(event("un-ga-roll-call-900010").getString("slug")).isEqualTo("un-a-res-57-84");
        assertThat(event("un-ga-roll-call-900011").getString("slug")).isEqualTo("un-ga-roll-call-900011");
    }

    @Test
    void aCorrectedSymbolMovesTheSlugToTheVoteThatHasIt() {
        run().lines(files('A'));
        String id = event("un-a-res-57-84").getString("id");
        run().lines(academic(ROLL_CALLS.stream()
                .map(line -> line.replace("900010,57,2002-11-01,R/57/84", "900010,57,2002-11-01,R/57/85"))
                .toList()));
        assertThat(event("un-a-res-57-85").getString("id")).isEqualTo(id);
        assertThat(event("un-a-res-57-84").getString("title")).startsWith("The President: A motion");
        assertThat(event("un-ga-roll-call-900010").getString("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            A/RES/57/84           ; un-a-res-57-84
            57/84                 ; un-a-res-57-84
            unga resolution 57/84 ; un-a-res-57-84
            A/RES/377(V) A        ; un-a-res-377-v-a
            377 A (V)             ; un-a-res-377-v-a
            A/RES/377(V)          ; un-a-res-377-v-a
            A/RES/377             ; un-a-res-377-v-a
            A/RES/3379            ; un-a-res-3379-xxx
            A/RES/55/33           ;
            A/RES/55/33 C         ; un-a-res-55-33-c
            S/RES/2600            ; un-s-res-2600-2021
            2600 (2021)           ; un-s-res-2600-2021
            A/RES/1/1             ;
            no symbol             ;
            """)
    void theVoteOnAResolutionIsFoundByItsSymbolInAnySpelling(String written, String slug) {
        "ALU".chars().forEach(publication -> run().lines(files((char) publication)));
        assertThat(slugOf(written)).isEqualTo(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A/RES/57/84", "57/84", "a/res/57/84", "UNGA resolution 57/84"})
    void aSearchForASymbolFindsItsVoteFirstAndOnce(String written) {
        run().lines(files('A'));
        BulkRecord.execute("update event set title = 'On ' || symbol || ' ' || title where symbol = 'A/RES/57/84';"
                + " insert into event (slug, title, title_key, kind, status, date) values"
                + " ('other-57-84', '" + written + "', lower('" + written + "'), 'VOTE', 'OCCURRED', '2002')");
        try {
            ResponseJson data = GraphqlClient.data(
                    "query ($text: String!) { search(text: $text) { totalCount nodes { ... on Event { slug } } }"
                            + " events(filter: {search: $text}) { nodes { slug } } }",
                    Map.of("text", written));
            List<String> found = data.getList("search.nodes.slug");
            assertThat(found.get(0)).isEqualTo("un-a-res-57-84");
            assertThat(found).doesNotHaveDuplicates().contains("other-57-84").hasSize(data.getInt("search.totalCount"));
            assertThat(data.getList("events.nodes.slug")).contains("un-a-res-57-84", "other-57-84");
        } finally {
            BulkRecord.execute("delete from event where slug = 'other-57-84'");
        }
    }

    @Test
    void onlyTheVoteOnTheResolutionHasItsSymbol() {
        run().lines(files('A'));
        assertThat(symbol("un-ga-roll-call-900001")).isEqualTo("A/RES/3379(XXX)");
        assertThat(symbol("un-ga-roll-call-900002")).isNull();
        assertThat(symbol("un-ga-roll-call-900010")).isEqualTo("A/RES/57/84");
        assertThat(symbol("un-ga-roll-call-900011")).isNull();
        assertThat(GraphqlClient.data("{ events(filter: {symbols: [\"57/84\", \"A/RES/3379 (XXX)\", \"1/1\"]}) {"
                                + " totalCount nodes { symbol } } }")
                        .getList("events.nodes.symbol"))
                .containsExactly("A/RES/57/84", "A/RES/3379(XXX)");
    }

    @Test
    void aCorrectedSymbolPassesFromOneVoteToAnother() {
        run().lines(files('A'));
        run().lines(academic(ROLL_CALLS.stream()
                .map(line -> line.replace("900010,57,2002-11-01,R/57/84", "900010,57,2002-11-01,R/57/85"))
                .toList()));
        assertThat(slugOf("57/85")).isEqualTo("un-a-res-57-85");
        assertThat(event(slugOf("57/84")).getString("title")).startsWith("The President: A motion");
    }

    @Test
    void aSymbolThatARecordHasGivenToAnEventStaysThere() {
        BulkRecord.execute("insert into event (slug, symbol, title, title_key, kind, status, date) values"
                + " ('my-vote', 'A/RES/70/5', 'Mine', 'mine', 'VOTE', 'OCCURRED', '2015')");
        try {
            run().lines(files('A'));
            run().lines(files('A'));
            assertThat(slugOf("70/5")).isEqualTo("my-vote");
            assertThat(symbol("un-a-res-70-5")).isNull();
        } finally {
            BulkRecord.execute("delete from event where slug = 'my-vote'");
        }
        run().lines(files('A'));
        assertThat(slugOf("70/5")).isEqualTo("un-a-res-70-5");
    }

    @Test
    void anEventOfARecordThatHasTheSlugIsLeftAlone() {
        BulkRecord.execute("insert into event (slug, title, title_key, kind, status, date) values"
                + " ('un-a-res-70-5', 'Mine', 'mine', 'VOTE', 'OCCURRED', '2015')");
        try {
            run().lines(files('A'));
            assertThat(event("un-a-res-70-5").getString("title")).isEqualTo("Mine");
            assertThat(event("un-ga-roll-call-900012").getString("title")).isEqualTo("CUBA");
        } finally {
            BulkRecord.execute("delete from event where slug = 'un-a-res-70-5'");
        }
    }

    @Test
    void aVoteOfTheMonthInWhichASeatPassedOnBelongsToWhoHeldItOnTheTrueDay() {
        String rollCall = "900001,45,1990-10-02,R/45/1,,,GERMANY,g\n";
        String votes =
                "rcid,country,country_code,vote\n900001,Federal Republic of Germany,,yes\n" + "900001,Norway,NO,yes\n";
        UnVotesFiles academic = new UnVotesFiles(
                run().write("roll_calls.csv", ROLL_CALL_HEADER + rollCall),
                run().write("votes.csv", votes),
                null,
                null);
        UnVotesFiles library = library(List.of("990001;1990-10-16;45;A/RES/45/1;Germany;   Y"), "DEU", "Y");
        run().lines(academic);
        run().lines(library);
        assertThat(event("un-a-res-45-1").getList("stances.nodes.country.code")).containsExactlyInAnyOrder("DE", "NO");
        assertThat(Margins.assertEqualTallies()).isPositive();
        RecordedUnVotes.delete();
        run().lines(library);
        run().lines(academic);
        assertThat(event("un-a-res-45-1").getList("stances.nodes.country.code")).containsExactlyInAnyOrder("DE", "NO");
        assertThat(Margins.assertEqualTallies()).isPositive();
    }

    @Test
    void aDryRunReportsMatchesAndWritesNothing() throws Throwable {
        run().lines(files('A'));
        RecordedUnVotes before = RecordedUnVotes.all();
        assertThat(imports.run(files('L'), run().rejects(), true, new NoProgress())
                        .lines())
                .contains("Also in another publication: 5 roll calls, found by symbol: 3, by votes: 2");
        assertThat(RecordedUnVotes.all()).isEqualTo(before);
    }

    private static final String ROLL_CALL_HEADER = "rcid,session,date,unres,amend,para,short,descr\n";

    private UnVotesRun run() {
        return new UnVotesRun(imports, folder);
    }

    private UnVotesFiles files(char publication) {
        return switch (publication) {
            case 'A' -> academic(ROLL_CALLS);
            case 'L' -> library(LIBRARY);
            default -> unxml();
        };
    }

    private UnVotesFiles academic(List<String> rollCalls) {
        StringBuilder votes = new StringBuilder("rcid,country,country_code,vote\n");
        for (String line : rollCalls) {
            String letters = line.substring(line.length() - CODES.size());
            for (int i = 0; i < CODES.size(); i++) {
                String vote = Map.of('Y', "yes", 'N', "no", 'A', "abstain").get(letters.charAt(i));
                votes.append("%s,,%s,%s%n".formatted(line.substring(0, 6), CODES.get(i), vote));
            }
        }
        String text = rollCalls.stream()
                .map(line -> line.substring(0, line.length() - CODES.size() - 1))
                .collect(Collectors.joining("\n", ROLL_CALL_HEADER, "\n"));
        return new UnVotesFiles(
                run().write("roll_calls.csv", text),
                run().write("votes.csv", votes.toString()),
                run().write("issues.csv", "rcid,issue\n900001,Colonialism\n"),
                null);
    }

    /** @param more a member and its vote in all lines */
    private UnVotesFiles library(List<String> lines, String... more) {
        StringBuilder rows = new StringBuilder("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,"
                + "committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,"
                + "total_non_voting,total_ms,undl_link\n");
        for (String line : lines) {
            String[] parts = line.split(";");
            List<String> votes = new ArrayList<>(IntStream.range(0, parts[5].length())
                    .filter(i -> parts[5].charAt(i) != ' ')
                    .mapToObj(i -> CODES_OF_THREE.get(i) + "," + CODES_OF_THREE.get(i) + "," + parts[5].charAt(i))
                    .toList());
            if (more.length > 0) {
                votes.add(more[0] + "," + more[0] + "," + more[1]);
            }
            votes.forEach(vote ->
                    rows.append("%s,%s,%s,%s,%s,A/L.1,,A/PV.1,%s,,,,,,,,,https://digitallibrary.un.org/record/%1$s%n"
                            .formatted(parts[0], vote, parts[1], parts[2], parts[3], parts[4])));
        }
        return UnVotesFiles.library(List.of(run().write("library.csv", rows.toString())), null);
    }

    private UnVotesFiles unxml() {
        String objects = UNXML.stream()
                .map(line -> line.split(";", -1))
                .map(parts -> """
                        {"symbol": "%s", "title": "%s", "adoption_date": "%s 00:00:00", "adoption_type": "%s",\
                         "MS_in_favour": [%s], "MS_against": [%s], "MS_abstaining": [%s]}""".formatted(
                                parts[1],
                                parts[2],
                                parts[0],
                                parts[3].isEmpty() ? "Without a vote" : "By a recorded vote",
                                names(parts[3], 'Y'),
                                names(parts[3], 'N'),
                                names(parts[3], 'A')))
                .collect(Collectors.joining(",", "[", "]"));
        return UnVotesFiles.unxml(List.of(run().write("unxml.json", objects)));
    }

    private static String names(String votes, char letter) {
        return IntStream.range(0, votes.length())
                .filter(i -> votes.charAt(i) == letter)
                .mapToObj(i -> '"' + NAMES.get(i) + '"')
                .collect(Collectors.joining(","));
    }

    private static ResponseJson event(String slug) {
        ResponseJson answer = GraphqlClient.data(EVENT, Map.of("slug", slug));
        return answer.at("data.event");
    }

    private static String slugOf(String symbol) {
        return GraphqlClient.data(
                        "query ($symbol: String) { event(symbol: $symbol) { slug } }", Map.of("symbol", symbol))
                .getString("event.slug");
    }

    private static String symbol(String slug) {
        return GraphqlClient.data("query ($slug: String) { event(slug: $slug) { symbol } }", Map.of("slug", slug))
                .getString("event.symbol");
    }

    private static String position(ResponseJson event, String country) {
        return event.getString("stances.nodes.find { it.country.code == '%s' }.position".formatted(country));
    }
}
