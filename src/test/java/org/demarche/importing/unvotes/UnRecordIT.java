package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import jakarta.inject.Inject;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.demarche.alignment.AlignmentBySql;
import org.demarche.alignment.AlignmentBySql.Filter;
import org.demarche.graphql.ConcurrentQueries;
import org.demarche.importing.InputFile;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.SharedFiles;
import org.demarche.support.WholeFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports all UN votes up to 2015 into a separate database and queries them. The public files are not part of this
 * repository. The tests depend on each other, because the import takes a minute.
 */
@WholeFiles
@QuarkusTest
@TestProfile(UnRecordIT.OwnDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnRecordIT {

    /** Another profile is another start of the service, and of its database. */
    public static final class OwnDatabase implements QuarkusTestProfile {}

    private static final int BEFORE_SESSION_58 = 4_610;

    @Inject
    UnVotesImport imports;

    @TestHTTPResource("/graphql")
    URI address;

    @TempDir
    Path folder;

    private UnVotesFiles three;
    private UnVotesFiles coded;

    @BeforeEach
    void findFiles() {
        three = new UnVotesFiles(
                SharedFiles.file("un_ga/roll_calls_s01_s70.csv"),
                SharedFiles.file("un_ga/votes_s01_s70.csv.gz"),
                SharedFiles.file("un_ga/roll_call_issues_s01_s70.csv"),
                null);
        coded = new UnVotesFiles(null, null, null, SharedFiles.file("un_ga/voeten_votes_1946_2015.csv.gz"));
    }

    @Test
    @Order(1)
    void theThreeFilesAreImportedCompletely() throws Throwable {
        assertThat(run(three))
                .containsExactly(
                        "Roll calls: 5,774 recorded, 0 revised, 0 unchanged",
                        "Votes: 794,385 recorded, 0 revised, 0 unchanged",
                        "By rule:",
                        "      4,610  roll calls before session 58: dated by month, because the files invent the day",
                        "        244  roll calls with broken quoting: quotation marks restored, swallowed columns cut off",
                        "        159  roll calls without a resolution symbol: source named by the roll-call id",
                        "        498  roll calls without a title: titled by the beginning of their description",
                        "          1  roll calls without title and description: titled by session and roll-call id",
                        "      3,686  votes listed for Russia (RU), recorded for Soviet Union (SUHH), which held"
                                + " the seat on the day",
                        "      3,291  votes without a usable country code: country found by the name Yemen Arab Republic",
                        "          2  votes without a usable country code: country found by the name Zanzibar",
                        "          2  votes of Fiji before it was admitted, in the session of its admission: recorded as"
                                + " listed",
                        "      2,151  votes without a usable country code: country found by the name Federal Republic of Germany",
                        "         84  votes listed for West Germany (XFRG), recorded for Germany (DE), which held"
                                + " the seat on the day",
                        "         84  votes listed for North Yemen (XYAR), recorded for Yemen (YE), which held"
                                + " the seat on the day",
                        "        282  votes listed for Yugoslavia (YUCS), recorded for Serbia and Montenegro"
                                + " (CSXX), which held the seat on the day",
                        "        867  votes listed for Yugoslavia (YUCS), recorded for Serbia (RS), which held"
                                + " the seat on the day",
                        "        306  roll calls on the same resolution as another, such as amendments and"
                                + " paragraphs: one source cited",
                        "Rejected: none");
        assertThat(votes("SUPPORTS")).isEqualTo(633_135);
        assertThat(votes("NEUTRAL")).isEqualTo(102_031);
        assertThat(votes("OPPOSES")).isEqualTo(59_219);
        assertNoInventedDay();
    }

    /** The files date A/RES/3379(XXX), adopted on 1975-11-10, 1975-11-01. */
    private static void assertNoInventedDay() {
        String events =
                "select count(*) from event e where id in (select event_id from un_vote) and day < '2003-09-01'";
        assertThat(BulkRecord.number(events)).isEqualTo(BEFORE_SESSION_58);
        assertThat(BulkRecord.number(events + " and length(date) > 7")).isZero();
        assertThat(BulkRecord.number("select count(*) from stance s join event e on e.id = s.event_id"
                        + " where s.act = 'VOTE' and s.since <> e.date"))
                .isZero();
        assertThat(GraphqlClient.data("{ event(slug: \"un-ga-roll-call-1622\") { title date } }")
                        .getMap("event"))
                .containsEntry("title", "ZIONISM AS RACISM")
                .containsEntry("date", "1975-11");
    }

    @Test
    @Order(2)
    void alignmentEqualsPlainSql() {
        List<Filter> filters = List.of(
                Filter.ALL,
                Filter.ALL.contestedOnly(),
                Filter.topic("un-ga-human-rights"),
                Filter.topic("un-ga-palestinian-conflict").contestedOnly().withMinimum(100),
                Filter.dates("1985-01-01", "1995-12-31").withMinimum(300));
        for (Filter filter : filters) {
            assertThat(AlignmentBySql.assertCountry("US", filter)).isPositive();
            assertThat(AlignmentBySql.assertCohesion("NATO", filter)).isBetween(0.0, 1.0);
        }
        for (String seat : List.of("RU", "DE", "RS", "YE")) {
            assertThat(AlignmentBySql.assertCountry(
                            seat, Filter.ALL.contestedOnly().withPredecessors()))
                    .isPositive();
        }
        assertThat(AlignmentBySql.assertCountry("SUHH", Filter.topic("un-ga-arms-control-and-disarmament")))
                .isPositive();
    }

    /** As the most public copy has them, which went through R. */
    @Test
    @Order(3)
    void aCopyWithNaInEmptyCellsIsTheSame() throws Throwable {
        assertThat(run(new UnVotesFiles(
                        withNa(three.rollCalls()), withNa(three.votes()), withNa(three.issues()), null)))
                .contains(
                        "Roll calls: 0 recorded, 0 revised, 5,774 unchanged",
                        "Votes: 0 recorded, 0 revised, 794,385 unchanged",
                        "Rejected: none");
    }

    @Test
    @Order(4)
    void theCodedFileHasTheSameVotesAndAddsAbsences() throws Throwable {
        assertThat(run(coded))
                .contains(
                        "Votes: 73,319 recorded, 0 revised, 738,764 unchanged",
                        "    254,521  rows of countries that were not members (vote 9): no stance",
                        "      2,223  of these, rows that also say member 1: treated as not a member",
                        "          9  absences of countries whose seat another held in the month of the vote: no stance",
                        "          1  issue flags with broken quoting: read by their first character",
                        "          1  roll calls without a date: dated by the year of their session",
                        "Rejected: none");
        assertThat(votes("ABSENT")).isEqualTo(73_328 - 9);
        assertThat(GraphqlClient.data(
                                "{ event(slug: \"un-ga-roll-call-4592\") { date tally { supports opposes neutral absent } } }")
                        .getMap("event"))
                .containsEntry("date", "2006-05-08");
    }

    @Test
    @Order(5)
    void concurrentQueriesGetTheSameAnswersAsSingleOnes() throws Exception {
        BulkRecord.load();
        new ConcurrentQueries(address).assertResponsesAsIfAlone();
    }

    private Path withNa(Path file) throws IOException {
        Path copy = folder.resolve(file.getFileName() + ".csv");
        try (Reader reader = new InputFile(file).open(bytes -> {});
                CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(reader);
                CsvWriter writer = CsvWriter.builder().build(copy)) {
            rows.forEach(row -> writer.writeRecord(row.getFields().stream()
                    .map(field -> field.isEmpty() ? "NA" : field)
                    .toList()));
        }
        return copy;
    }

    private static long votes(String position) {
        return BulkRecord.number(
                "select count(*) from stance where act = 'VOTE' and position = '%s'".formatted(position)
                        + " and event_id in (select event_id from un_vote)");
    }

    private List<String> run(UnVotesFiles files) throws Throwable {
        return imports.run(files, folder.resolve("rejected.csv"), false, new NoProgress())
                .lines();
    }
}
