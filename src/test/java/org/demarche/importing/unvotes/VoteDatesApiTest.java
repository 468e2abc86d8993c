package org.demarche.importing.unvotes;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Roll calls and their votes are dated as precisely as the files know. */
@QuarkusTest
class VoteDatesApiTest extends ImportedVotes {

    @Test
    void votesBeforeSession58HaveTheMonthAndNoInventedDay() {
        String rollCalls = """
                rcid,session,date,unres,short,descr
                900001,30,1975-11-01,R/30/3379,A,a
                900002,57,2002-12-03,R/57/2,B,b
                900003,58,2003-12-03 00:00:00,R/58/3,C,c
                """;
        String votes = HEADER + """
                900001,Cuba,CU,yes
                900002,Cuba,CU,yes
                900003,Cuba,CU,yes
                """;
        assertThat(lines(three(rollCalls, votes, null)))
                .contains(
                        "          2  roll calls before session 58: dated by month, because the files invent the day");
        assertThat(List.of(dates(900001), dates(900002), dates(900003)))
                .containsExactly(
                        List.of("1975-11", "1975-11"),
                        List.of("2002-12", "2002-12"),
                        List.of("2003-12-03", "2003-12-03"));
        String coded = CODED_HEADER + """
                900001,30,1,40,1,11/1/1975,R/30/3379,0,0,0,0,0,0,1975
                900001,30,8,2,1,11/1/1975,R/30/3379,0,0,0,0,0,0,1975
                """;
        assertThat(lines(coded(coded)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 1 unchanged", "Votes: 1 recorded, 0 revised, 1 unchanged");
        assertThat(dates(900001)).containsExactly("1975-11", "1975-11", "1975-11");
    }

    @Test
    void aDatabaseWithInventedDaysIsMendedByImportingAgain() {
        String rollCalls = "rcid,session,date,unres,short,descr\n900001,30,1975-11-01,R/30/3379,A,a\n";
        String votes = HEADER + "900001,Cuba,CU,yes\n900001,United States,US,no\n900001,Haiti,HT,absent\n";
        run(three(rollCalls, votes, null));
        setDate("1975-11-01");
        assertThat(lines(three(rollCalls, votes.replace("900001,Haiti,HT,absent\n", ""), null)))
                .contains(
                        "Roll calls: 0 recorded, 1 revised, 0 unchanged", "Votes: 0 recorded, 3 revised, 0 unchanged");
        assertThat(dates(900001)).containsExactly("1975-11", "1975-11", "1975-11", "1975-11");
    }

    @Test
    void aDayThatABetterSourceKnowsIsKept() {
        String rollCalls = "rcid,session,date,unres,short,descr\n900001,30,1975-11-01,R/30/3379,A,a\n";
        String votes = HEADER + "900001,Cuba,CU,yes\n";
        run(three(rollCalls, votes, null));
        setDate("1975-11-10");
        assertThat(lines(three(rollCalls, votes + "900001,Haiti,HT,absent\n", null)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 1 unchanged", "Votes: 1 recorded, 0 revised, 1 unchanged");
        assertThat(dates(900001)).containsExactly("1975-11-10", "1975-11-10", "1975-11-10");
    }

    /** The date of the roll call, and when its votes are in force. */
    private static List<String> dates(int rollCall) {
        ResponseJson event = event(rollCall);
        List<String> dates = new ArrayList<>(List.of(event.getString("date")));
        dates.addAll(event.getList("stances.nodes.since"));
        return dates;
    }

    /** As an earlier version of the service, or another import, has recorded it. */
    private static void setDate(String date) {
        BulkRecord.execute(
                "update event set date = '%1$s' where slug = 'un-a-res-3379-xxx'; update stance set since = '%1$s'"
                                .formatted(date)
                        + " where event_id = (select id from event where slug = 'un-a-res-3379-xxx')");
    }
}
