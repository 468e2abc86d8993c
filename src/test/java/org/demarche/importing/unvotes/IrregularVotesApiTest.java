package org.demarche.importing.unvotes;

import java.io.IOException;
import java.nio.file.Files;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows as spreadsheets, statistics programs and the history of the members make them. */
@QuarkusTest
class IrregularVotesApiTest extends ImportedVotes {

    @Test
    void inTheMonthInWhichASeatPassedOnItHasOneVote() throws IOException {
        String rollCalls = """
                rcid,session,date,unres,short,descr
                900001,26,1971-10-07,R/26/1,A,a
                900002,26,1971-10-07,R/26/2,B,b
                900003,26,1971-10-07,R/26/3,C,c
                900004,26,1971-10-07,R/26/4,D,d
                900005,46,1991-12-06,R/46/5,E,e
                """;
        String votes = HEADER + """
                900001,Taiwan,TW,no
                900001,China,CN,absent
                900002,Taiwan,TW,absent
                900002,China,CN,yes
                900003,China,CN,yes
                900003,Taiwan,TW,no
                900004,China,CN,yes
                900005,Russia,RU,yes
                """;
        assertThat(lines(three(rollCalls, votes, null)))
                .contains(
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "          2  absences of countries whose seat another held in the month of the vote: no stance",
                        "          1  contradicts an earlier row");
        assertThat(voters(900001)).containsExactly("TW");
        assertThat(voters(900002)).containsExactly("CN");
        assertThat(voters(900003)).containsExactly("CN");
        assertThat(voters(900004)).containsExactly("CN");
        assertThat(voters(900005)).containsExactly("SUHH");
        assertThat(Files.readAllLines(rejects()))
                .last()
                .isEqualTo(
                        "votes.csv,7,contradicts an earlier row,\"roll call 900003: China already has a vote for this"
                                + " seat, which was kept\",\"900003,Taiwan,TW,no\"");
    }

    @Test
    void naIsNamibiaOnlyWhereItIsTheCodeOfNamibia() throws IOException {
        String rollCalls = """
                rcid,session,importantvote,date,unres,amend,para,short,descr
                900001,2,NA,1947-11-01,NA,NA,NA,NA,NA
                900002,70,NA,2015-12-23,R/70/2,NA,NA,B,NA
                900003,18,NA,NA,NA,NA,NA,C,NA
                """;
        String votes = HEADER + """
                900001,Yemen Arab Republic,NA,yes
                900001,NA,NA,yes
                900001,Namibia,NA,yes
                900001,Zanzibar,NA,yes
                900002,Namibia,NA,yes
                900002,Federal Republic of Germany,NA,no
                900003,Zanzibar,NA,abstain
                900003,Cuba,CU,NA
                """;
        assertThat(lines(three(rollCalls, votes, "rcid,short_name,issue\n900002,NA,NA\n")))
                .contains(
                        "Votes: 4 recorded, 0 revised, 0 unchanged",
                        "          1  votes without a usable country code: country found by the name Yemen Arab Republic");
        assertThat(voters(900001)).containsExactly("XYAR");
        assertThat(voters(900002)).containsExactly("DE", "NA");
        assertThat(voters(900003)).containsExactly("XZAN");
        ResponseJson event = event(900001);
        assertThat(event.getString("title")).isEqualTo("UN General Assembly, session 2: roll call 900001");
        assertThat(event.getString("summary")).isNull();
        assertThat(event(900003).getString("date")).isEqualTo("1963");
        assertThat(Files.readAllLines(rejects()))
                .containsExactly(
                        "file,line,reason,detail,row",
                        "issues.csv,2,invalid issue,\"issue is '', not a short name in Latin letters\",\"900002,NA,NA\"",
                        "votes.csv,3,unknown country,no country has the code 'NA' or the name '',\"900001,NA,NA,yes\"",
                        "votes.csv,4,country without a seat,Namibia (NA) was not a member in 1947-11,"
                                + "\"900001,Namibia,NA,yes\"",
                        "votes.csv,5,country without a seat,Zanzibar (XZAN) had no seat in 1947-11,"
                                + "\"900001,Zanzibar,NA,yes\"",
                        "votes.csv,9,invalid vote,\"vote is '', not yes, no, abstain or absent\",\"900003,Cuba,CU,NA\"");
    }

    @Test
    void aVoteOfACountryThatWasNotAMemberIsRejectedAndItsAbsenceIgnored() throws IOException {
        String rollCalls = """
                rcid,session,date,unres,short,descr
                900001,1,1946-11-01,R/1/1,A,a
                900002,58,2003-12-03,R/58/2,B,b
                900003,25,1970-09-01,R/25/3,C,c
                """;
        String votes = HEADER + """
                900001,Belarus,BY,yes
                900001,Ukraine,UA,yes
                900001,India,IN,yes
                900001,Philippines,PH,yes
                900001,Afghanistan,AF,yes
                900001,Pakistan,PK,yes
                900001,Italy,IT,absent
                900002,Switzerland,CH,yes
                900002,Montenegro,ME,yes
                900003,Fiji,FJ,yes
                900003,Bahrain,BH,yes
                """;
        assertThat(lines(three(rollCalls, votes, null)))
                .contains(
                        "Votes: 7 recorded, 0 revised, 0 unchanged",
                        "          1  absences of countries without a seat on the day: no stance",
                        "          1  votes of Fiji before it was admitted, in the session of its admission: recorded as listed",
                        "          3  country without a seat");
        assertThat(voters(900001)).containsExactlyInAnyOrder("BY", "UA", "IN", "PH", "AF");
        assertThat(voters(900002)).containsExactly("CH");
        assertThat(Files.readAllLines(rejects()))
                .contains(
                        "votes.csv,7,country without a seat,Pakistan (PK) was not a member in 1946-11,"
                                + "\"900001,Pakistan,PK,yes\"",
                        "votes.csv,10,country without a seat,Montenegro (ME) was not a member on 2003-12-03,"
                                + "\"900002,Montenegro,ME,yes\"");
    }

    @Test
    void aRowThatTheDatabaseCannotHoldIsRejectedAndTheOthersAreImported() {
        String long1 = "x".repeat(3_000);
        String rollCalls =
                ROLL_CALLS + "900003,70,0,2015-12-23,R/70/3,0,0,A\0B,a\n900004,70,0,0000-12-23,R/70/4,0,0,A,a\n"
                        + "900005,70,0,2015-12-23,R/70/5,0,0," + "many words ".repeat(300) + ",a\n";
        assertThat(lines(three(rollCalls, VOTES + "900001,Cu\0ba,CU,yes\n", ISSUES + "900001,xx," + long1 + "\n")))
                .contains(
                        "Roll calls: 3 recorded, 0 revised, 0 unchanged",
                        "Votes: 5 recorded, 0 revised, 0 unchanged",
                        "          2  character that cannot be stored",
                        "          1  invalid date",
                        "          1  invalid issue",
                        "          1  roll calls with a title of more than 500 characters: shortened");
        assertThat(event(900005).getString("title")).hasSizeBetween(400, 510).endsWith(" …");
    }

    @Test
    void numbersAndDatesAreReadHoweverProgramsWriteThem() {
        String coded = CODED_HEADER + """
                900001.0,70.0,1.0,2.0,1.0,2015-12-23 00:00:00,R/70/1,0.0,0.0,0.0,0.0,0.0,1.0,2015.0
                900001,70,8,40,1,12/23/2015 0:00,R/70/1,0,0,0,0,0,1,2015
                900001,70,9.0,42,,2015-12-23,R/70/1,0,0,0,0,0,1,2015,,
                """;
        assertThat(lines(coded(coded)))
                .contains(
                        "Votes: 2 recorded, 0 revised, 0 unchanged",
                        "          1  rows of countries that were not members (vote 9): no stance",
                        "Rejected: none")
                .noneMatch(line -> line.contains("broken quoting"));
        assertThat(event(900001).getList("topics.slug")).contains("un-ga-economic-development");
    }
}
