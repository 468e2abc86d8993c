package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.importing.ImportException;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Imports made-up files with the quirks of the real ones, and queries what was imported. */
@QuarkusTest
class UnVotesImportApiTest extends ImportedVotes {

    @Test
    void aRollCallBecomesAnEventAndItsVotesStances() {
        assertThat(lines(three(ROLL_CALLS, VOTES, ISSUES)))
                .contains(
                        "Roll calls: 2 recorded, 0 revised, 0 unchanged",
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "Rejected: none");
        ResponseJson event = event(900001);
        assertThat(event.getString("title")).isEqualTo("WATER");
        assertThat(event.getString("summary")).isEqualTo("To adopt the draft on water.");
        assertThat(event.getString("kind") + " " + event.getString("status")).isEqualTo("VOTE OCCURRED");
        assertThat(event.getString("date")).isEqualTo("2015-12-23");
        assertThat(event.getList("topics.slug"))
                .containsExactlyInAnyOrder("un-ga-economic-development", "un-ga-session-70");
        assertThat(event.getList("sources.title"))
                .containsExactly("United Nations General Assembly Voting Data: resolution R/70/1");
        assertThat(event.getList("stances.nodes.collect { it.country.code + ' ' + it.position + ' ' + it.act + ' '"
                        + " + it.since + ' ' + it.confidence }"))
                .containsExactly(
                        "CI NEUTRAL VOTE 2015-12-23 CONFIRMED",
                        "NA SUPPORTS VOTE 2015-12-23 CONFIRMED",
                        "US OPPOSES VOTE 2015-12-23 CONFIRMED");
        assertThat(event.getList("stances.nodes[0].sources.title")).isEqualTo(event.getList("sources.title"));
        ResponseJson amendment = event(900002);
        assertThat(amendment.getString("title"))
                .isEqualTo(
                        "To amend the draft on water, as it stands, so that nobody is \"left out\" of it, whoever they"
                                + " may be and wherever they …");
        assertThat(amendment.getInt("tally.absent")).isEqualTo(1);
    }

    @Test
    void aSecondImportChangesNothing() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        assertThat(lines(three(ROLL_CALLS, VOTES, ISSUES)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 2 unchanged", "Votes: 0 recorded, 0 revised, 5 unchanged");
        assertThat(event(900001).getInt("revision")).isEqualTo(1);
    }

    @Test
    void aCorrectedVoteRevisesThatVote() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        assertThat(lines(three(ROLL_CALLS, VOTES.replace("US,no", "US,abstain"), ISSUES)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 2 unchanged", "Votes: 0 recorded, 1 revised, 4 unchanged");
        ResponseJson event = event(900001);
        assertThat(event.getString("stances.nodes[2].position")).isEqualTo("NEUTRAL");
        assertThat(event.getList("stances.nodes.revision")).containsExactly(1, 1, 2);
        assertThat(event.getInt("revision")).isEqualTo(1);
    }

    @Test
    void aCorrectedDateMovesTheRollCallAndItsVotes() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        String corrected = ROLL_CALLS.replace("900001,70,0,2015-12-23", "900001,70,0,2015-12-22");
        assertThat(lines(three(corrected, VOTES, ISSUES)))
                .contains(
                        "Roll calls: 0 recorded, 1 revised, 1 unchanged", "Votes: 0 recorded, 3 revised, 2 unchanged");
        ResponseJson event = event(900001);
        assertThat(event.getString("date")).isEqualTo("2015-12-22");
        assertThat(event.getList("stances.nodes.since"))
                .containsOnly("2015-12-22")
                .hasSize(3);
        assertThat(BulkRecord.number("select count(*) from event_topic where day = '2015-12-22'"))
                .isEqualTo(2);
    }

    @Test
    void aCorrectedSymbolChangesTheSourceOfTheRollCallAndItsVotes() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        String corrected = ROLL_CALLS.replace("R/70/1,0", "R/70/9,0");
        assertThat(lines(three(corrected, VOTES, ISSUES)))
                .contains(
                        "Roll calls: 0 recorded, 1 revised, 1 unchanged", "Votes: 0 recorded, 0 revised, 5 unchanged");
        String title = "United Nations General Assembly Voting Data: resolution R/70/9";
        assertThat(event(900001).getList("sources.title")).containsExactly(title);
        assertThat(event(900001).getList("stances.nodes.collect { it.sources[0].title }"))
                .containsOnly(title);
    }

    @Test
    void correctedIssuesReplaceTheOldOnesAndTopicsAddedByOthersAreKept() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('un-votes-test', 'T', 't');
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e, topic t
                where e.slug = 'un-a-res-70-1' and t.slug = 'un-votes-test';
                insert into source (title) values ('un-votes-test');
                insert into event_source (event_id, source_id, ordinal) select e.id, so.id, 1 from event e, source so
                where e.slug = 'un-a-res-70-1' and so.title = 'un-votes-test';
                """);
        try {
            run(three(ROLL_CALLS, VOTES, ISSUES.replace("ec,Economic development", "hr,Human rights")));
            assertThat(event(900001).getList("topics.slug"))
                    .containsExactlyInAnyOrder("un-ga-human-rights", "un-ga-session-70", "un-votes-test");
            assertThat(event(900001).getList("sources.title")).hasSize(2).contains("un-votes-test");
            run(three(ROLL_CALLS, VOTES, null));
            assertThat(event(900001).getList("topics.slug")).contains("un-ga-human-rights");
        } finally {
            RecordedUnVotes.delete();
            BulkRecord.execute("delete from topic where slug = 'un-votes-test';"
                    + " delete from source where title = 'un-votes-test'");
        }
    }

    @Test
    void votesCountForTheHolderOfTheSeat() {
        String rollCalls = """
                rcid,session,date,unres,short,descr
                900001,15,1960-10-01,R/15/1,A,a
                900002,26,1971-11-03,R/26/2,B,b
                900003,45,1990-12-06,R/45/3,C,c
                900004,60,2005-12-01,R/60/4,D,d
                900005,70,2015-12-23,R/70/5,E,e
                900006,18,1963-12-07,R/18/6,F,f
                900007,28,1973-12-03,R/28/7,G,g
                """;
        String votes = HEADER + """
                900001,Russia,RU,no
                900001,Taiwan,TW,no
                900001,Yemen Arab Republic,,yes
                900001,Czechoslovakia,CS,yes
                900001,Yugoslavia,YU,yes
                900002,China,CN,yes
                900002,Yemen People's Republic,YD,yes
                900003,Federal Republic of Germany,,yes
                900003,Yemen Arab Republic,,yes
                900004,Yugoslavia,YU,yes
                900005,Yugoslavia,YU,yes
                900005,Russia,RU,yes
                900005,Namibia,,yes
                900006,Zanzibar,,yes
                900007,German Democratic Republic,DD,yes
                """;
        assertThat(lines(three(rollCalls, votes, null)))
                .contains(
                        "Votes: 15 recorded, 0 revised, 0 unchanged",
                        "          1  votes listed for Russia (RU), recorded for Soviet Union (SUHH), which held the"
                                + " seat on the day",
                        "          1  votes without a usable country code: country found by the name Namibia",
                        "Rejected: none");
        assertThat(voters(900001)).containsExactlyInAnyOrder("SUHH", "TW", "XYAR", "CSHH", "YUCS");
        assertThat(voters(900002)).containsExactlyInAnyOrder("CN", "YDYE");
        assertThat(voters(900003)).containsExactlyInAnyOrder("DE", "YE");
        assertThat(voters(900004)).containsExactly("CSXX");
        assertThat(voters(900005)).containsExactlyInAnyOrder("RS", "RU", "NA");
        assertThat(voters(900006)).containsExactly("XZAN");
        assertThat(voters(900007)).containsExactly("DDDE");
    }

    @Test
    void rejectedRowsAreListedWithLineAndReasonAndTheOthersAreImported() throws IOException {
        String votes = VOTES + """
                900001,Cuba,CU,maybe
                900001,Atlantis,ZZ,yes
                999999,Cuba,CU,yes
                x,Cuba,CU,yes
                900001,United States,US,yes
                900001,United States,US,no
                900001,Taiwan,TW,yes
                900001,Cuba
                """;
        String rollCalls = ROLL_CALLS + """
                900003,70,0,2015-02-30,R/70/3,0,0,A,a
                900001,70,0,2015-12-23,R/70/1,0,0,WATER,again
                900004,none,0,2015-12-23,R/70/3,0,0,A,a
                """;
        assertThat(lines(three(rollCalls, votes, ISSUES + "900001,xx,…\n")))
                .contains("Votes: 5 recorded, 0 revised, 0 unchanged")
                .contains("          1  rows that repeat another: ignored")
                .contains("Rejected: 11 rows, listed in " + rejects());
        assertThat(Files.readAllLines(rejects()))
                .containsExactly(
                        "file,line,reason,detail,row",
                        "roll_calls.csv,4,invalid date,date is '2015-02-30'; write a day such as 2015-12-23,"
                                + "\"900003,70,0,2015-02-30,R/70/3,0,0,A,a\"",
                        "roll_calls.csv,5,duplicate roll call,roll call 900001 appears twice,"
                                + "\"900001,70,0,2015-12-23,R/70/1,0,0,WATER,again\"",
                        "roll_calls.csv,6,invalid session,\"session is 'none', not a number\","
                                + "\"900004,none,0,2015-12-23,R/70/3,0,0,A,a\"",
                        "issues.csv,3,invalid issue,\"issue is '…', not a short name in Latin letters\",\"900001,xx,…\"",
                        "votes.csv,7,invalid vote,\"vote is 'maybe', not yes, no, abstain or absent\","
                                + "\"900001,Cuba,CU,maybe\"",
                        "votes.csv,8,unknown country,no country has the code 'ZZ' or the name 'Atlantis',"
                                + "\"900001,Atlantis,ZZ,yes\"",
                        "votes.csv,9,unknown roll call,roll call 999999 is not in the list of roll calls,"
                                + "\"999999,Cuba,CU,yes\"",
                        "votes.csv,10,invalid roll-call id,\"rcid is 'x', not a number\",\"x,Cuba,CU,yes\"",
                        "votes.csv,11,contradicts an earlier row,"
                                + "\"roll call 900001: United States already has a different vote, which was kept\","
                                + "\"900001,United States,US,yes\"",
                        "votes.csv,13,country without a seat,Taiwan (TW) had no seat on 2015-12-23,"
                                + "\"900001,Taiwan,TW,yes\"",
                        "votes.csv,14,wrong number of fields,2 instead of 4,\"900001,Cuba\"");
    }

    @Test
    void theCodedFormatHasAbsencesButNoTitles() {
        String coded = CODED_HEADER + """
                900001,70,1,2,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,2,20,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,3,40,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,8,41,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,9,42,,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,9,51,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,8,713,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900002,60,1,2,1,,,,,,,,,2005
                900003,28,1,2,1,12/1/1973,R/28/3,0,0,0,0,1,"0\\""\",1973
                """;
        assertThat(lines(coded(coded)))
                .contains(
                        "Roll calls: 3 recorded, 0 revised, 0 unchanged",
                        "Votes: 6 recorded, 0 revised, 0 unchanged",
                        "          2  rows of countries that were not members (vote 9): no stance",
                        "          1  of these, rows that also say member 1: treated as not a member",
                        "          1  absences of countries without a seat on the day: no stance",
                        "          1  roll calls without a date: dated by the year of their session",
                        "          1  issue flags with broken quoting: read by their first character",
                        "Rejected: none");
        ResponseJson event = event(900001);
        assertThat(event.getMap("tally"))
                .isEqualTo(java.util.Map.of("supports", 1, "neutral", 1, "opposes", 1, "absent", 1));
        assertThat(event.getString("title")).isEqualTo("UN General Assembly, session 70: roll call 900001 on R/70/1");
        assertThat(event.getList("topics.slug")).contains("un-ga-economic-development");
        assertThat(event(900002).getString("date")).isEqualTo("2005");
        assertThat(event(900002).getList("sources.title"))
                .containsExactly("United Nations General Assembly Voting Data: roll call 900002");
        assertThat(event(900003).getList("topics.slug"))
                .containsExactlyInAnyOrder("un-ga-colonialism", "un-ga-session-28");
    }

    @Test
    void aFormatWithLessDetailRemovesNothing() {
        run(three(ROLL_CALLS, VOTES, ISSUES));
        String coded = CODED_HEADER + """
                900001,70,3,2,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,8,40,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900002,70,1,2,1,,,,,,,,,2015
                """;
        assertThat(lines(coded(coded)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 2 unchanged", "Votes: 1 recorded, 0 revised, 2 unchanged");
        assertThat(event(900001).getString("title")).isEqualTo("WATER");
        assertThat(event(900002).getString("date")).isEqualTo("2015-12-23");
        assertThat(voters(900001)).hasSize(4);
    }

    @Test
    void invalidCodedRowsAreRejected() {
        String coded = CODED_HEADER + """
                900001,70,1,2,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,7,20,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,1,9999,1,12/23/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,1,40,1,12/24/2015,R/70/1,0,0,0,0,0,1,2015
                900001,70,1,41,1,23.12.2015,R/70/1,0,0,0,0,0,1,2015
                """;
        assertThat(lines(coded(coded)))
                .contains("Votes: 1 recorded, 0 revised, 0 unchanged")
                .contains("          1  invalid vote", "          1  unknown country", "          1  invalid date")
                .contains("          1  contradicts an earlier row");
    }

    @Test
    void aDryRunReportsWhatWouldChangeAndWritesNothing() {
        long before = BulkRecord.number("select count(*) from event");
        assertThat(lines(three(ROLL_CALLS, VOTES, ISSUES), true))
                .contains(
                        "Roll calls: 2 recorded, 0 revised, 0 unchanged", "Votes: 5 recorded, 0 revised, 0 unchanged");
        assertThat(BulkRecord.number("select count(*) from event")).isEqualTo(before);
        assertThat(BulkRecord.number("select count(*) from topic where slug like 'un-ga-%'"))
                .isZero();
    }

    @Test
    void aFileThatCannotBeReadCompletelyChangesNothing() {
        assertThatThrownBy(() -> run(three(ROLL_CALLS, VOTES, "rcid,name\n900001,x\n")))
                .hasRootCauseInstanceOf(ImportException.class)
                .hasRootCauseMessage(folder.resolve("issues.csv")
                        + " is not a list of the issues of roll calls: its first line does not name 'issue'; required"
                        + " columns: rcid,issue");
        assertThat(BulkRecord.number(
                        "select count(*) from event where slug like 'un-ga-roll-call-9%' or slug like 'un-a-res-%'"))
                .isZero();
    }

    @Test
    void aReaderNeverSeesAPartOfARollCall() {
        StringBuilder rollCalls = new StringBuilder("rcid,session,date,unres,short,descr\n");
        StringBuilder votes = new StringBuilder(HEADER);
        List<String> countries = List.of("US", "CA", "CU", "HT", "DO", "JM", "TT", "BB", "MX", "BZ");
        IntStream.range(910000, 910400).forEach(id -> {
            rollCalls.append(id).append(",70,2015-12-23,R/1/1,A,a\n");
            countries.forEach(code -> votes.append(id).append(",,").append(code).append(",yes\n"));
        });
        UnVotesFiles files = three(rollCalls.toString(), votes.toString(), null);
        CompletableFuture<Void> importing = CompletableFuture.runAsync(() -> run(files));
        long looks = 0;
        while (!importing.isDone()) {
            assertThat(BulkRecord.number("select count(*) from event e where slug like 'un-ga-roll-call-91%'"
                            + " and (select count(*) from stance s where s.event_id = e.id) <> 10"))
                    .isZero();
            looks++;
        }
        importing.join();
        assertThat(looks).as("looks while importing").isPositive();
        assertThat(BulkRecord.number("select count(*) from stance s join event e on e.id = s.event_id"
                        + " where e.slug like 'un-ga-roll-call-91%'"))
                .isEqualTo(4000);
    }
}
