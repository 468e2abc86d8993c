package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.Maintenance;
import org.demarche.importing.ImportException;
import org.demarche.importing.ImportRunRepository;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.importing.unvotes.builtin.BuiltInVotes;
import org.demarche.importing.unvotes.builtin.BuiltInVotesRepository;
import org.demarche.importing.unvotes.builtin.BuiltInVotesWriter;
import org.demarche.importing.unvotes.builtin.CompactFiles;
import org.demarche.importing.unvotes.builtin.CompactReader;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Loads made-up files in the compact form. */
@QuarkusTest
class BuiltInVotesApiTest {

    private static final String HEAD = """
            # Made up
            @publication ACADEMIC
            @body GENERAL_ASSEMBLY
            @columns id date symbol kind issues title votes
            @session 70
            @members DE FR SUHH US
            """;

    /** More than fit into one transaction. */
    private static final int MANY = UnVotesWriter.BATCH_SIZE + 6;

    @Inject
    UnVotesImport imports;

    @Inject
    BuiltInVotesRepository repository;

    @Inject
    BuiltInVotesWriter writer;

    @Inject
    ImportRunRepository runs;

    @Inject
    Maintenance maintenance;

    private Voters voters;

    @BeforeEach
    void readCountries() throws Throwable {
        voters = VertxContextSupport.subscribeAndAwait(imports::voters);
    }

    @AfterEach
    void deleteLoadedRows() {
        BulkRecord.execute(
                "delete from event where slug like 'un-ga-roll-call-9%'; delete from topic where slug like 'un-ga-%';"
                        + " delete from source where url = 'https://doi.org/10.7910/DVN/LEJUQZ';"
                        + " delete from loaded_record where name = 'un-votes'; delete from import_run");
    }

    @Test
    void aLineBecomesAnEventAndItsLettersStances() throws Throwable {
        assertThat(load(HEAD + "900001\t1985-11\tR/40/1\tmain\tColonialism|Human rights\tWATER\tYN.A\n"))
                .isTrue();
        assertThat(GraphqlClient.data("""
                        { event(slug: "un-ga-roll-call-900001") {
                            title date topics { slug } tally { supports opposes neutral absent }
                            stances(orderBy: COUNTRY_ASC) { nodes { country { code } position } } } }""").getString("event"))
                .isEqualTo("{title=WATER, date=1985-11,"
                        + " topics=[{slug=un-ga-colonialism}, {slug=un-ga-human-rights}, {slug=un-ga-session-70}],"
                        + " tally={supports=1, opposes=1, neutral=1, absent=0},"
                        + " stances={nodes=[{country={code=FR}, position=OPPOSES},"
                        + " {country={code=US}, position=NEUTRAL}, {country={code=XFRG}, position=SUPPORTS}]}}");
    }

    @Test
    void whatIsNotStatedStaysUnknown() throws IOException {
        ParsedRollCall rollCall =
                parsed(HEAD + "900001\t1985\t\t\t\t\tYNAX\n").inOrder().get(0);
        assertThat(rollCall.symbol()).isNull();
        assertThat(rollCall.kind()).isNull();
        assertThat(rollCall.title()).isNull();
        assertThat(rollCall.issues()).isNull();
        assertThat(parsed(HEAD + "900001\t1985\t\t\t-\t\tYNAX\n")
                        .inOrder()
                        .get(0)
                        .issues())
                .isEmpty();
    }

    @Test
    void anErrorNamesItsFileAndLine() {
        assertRejected("900001\t1985-11\t\t\t\t\tYNA", "made-up, line 7: 3 votes of 4 members");
        assertRejected("900001\t1985-11\t\t\t\t\tYNAZ", "made-up, line 7: vote 'Z' is not Y, N, A, X or .");
        assertRejected("900001\t1985-11", "made-up, line 7: 2 columns instead of 7");
        assertRejected("900001\t1985-13\t\t\t\t\tYNAX", "made-up, line 7: '1985-13' is not an EDTF level 0 date");
        assertRejected("@members DE XX", "made-up, line 7: no country has the code XX");
        assertRejected("@nothing", "made-up, line 7: @nothing");
    }

    @Test
    void whatIsLoadedIsNotLoadedAgain() throws Throwable {
        load(rollCalls(MANY));
        assertThat(BulkRecord.number("select recorded from import_run where kind = 'built-in'"))
                .isEqualTo(MANY * 2L);
        load(rollCalls(MANY));
        assertThat(BulkRecord.number("select count(*) from import_run")).isEqualTo(1);
    }

    @Test
    void anInterruptedLoadingContinuesAfterItsLastTransaction() throws Throwable {
        CompactFiles files = files(rollCalls(MANY));
        VertxContextSupport.subscribeAndAwait(() -> writer.writeNext(files));
        load(rollCalls(MANY));
        assertThat(BulkRecord.number("select recorded from import_run where kind = 'built-in'"))
                .isEqualTo((MANY - UnVotesWriter.BATCH_SIZE) * 2L);
        assertThat(BulkRecord.number("select count(*) from event where slug like 'un-ga-roll-call-9%'"))
                .isEqualTo(MANY);
    }

    @Test
    void changedFilesAreLoadedFromTheirStart() throws Throwable {
        load(rollCalls(MANY));
        load(rollCalls(MANY).replace("900001\t1985-11", "900001\t1985-12"));
        assertThat(BulkRecord.number("select unchanged from import_run order by id desc limit 1"))
                .isEqualTo(MANY * 2L - 2);
        assertThat(GraphqlClient.data("{ event(slug: \"un-ga-roll-call-900001\") { date } }")
                        .getString("event.date"))
                .isEqualTo("1985-12");
    }

    /** An earlier version of the service took the days of the academic files, which are invented. */
    @Test
    void daysFromAnEarlierImportBecomeTheMonth() throws Throwable {
        load(rollCalls(1));
        BulkRecord.execute("update event set date = '1985-11-02' where slug = 'un-ga-roll-call-900001';"
                + " update un_vote set date = '1985-11-02' where number = '900001';"
                + " update stance set since = '1985-11-02' where event_id ="
                + " (select id from event where slug = 'un-ga-roll-call-900001');"
                + " delete from loaded_record where name = 'un-votes'");
        load(rollCalls(1));
        assertThat(GraphqlClient.data(
                                "{ event(slug: \"un-ga-roll-call-900001\") { date stances { nodes { since } } } }")
                        .getString("event"))
                .isEqualTo("{date=1985-11, stances={nodes=[{since=1985-11}]}}");
    }

    @Test
    void twoInstancesLoadEachRollCallOnce() throws Throwable {
        String text = rollCalls(10 * UnVotesWriter.BATCH_SIZE);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> {
            try {
                return load(text);
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        });
        assertThat(load(text)).isTrue();
        assertThat(other.get()).isTrue();
        assertThat(BulkRecord.number("select sum(recorded) from import_run")).isEqualTo(20L * UnVotesWriter.BATCH_SIZE);
        assertThat(BulkRecord.number("select sum(revised + unchanged) from import_run"))
                .isZero();
    }

    @Test
    void aFailureIsRecordedAndEverythingBeforeItKept() throws Throwable {
        String text = rollCalls(MANY).replace("Title " + MANY + "\t", "Title \0\t");
        assertThatThrownBy(() -> load(text)).hasMessageContaining("0x00");
        assertThat(BulkRecord.number("select count(*) from import_run where outcome = 'FAILED'"))
                .isEqualTo(1);
        assertThat(BulkRecord.number("select done from loaded_record where name = 'un-votes'"))
                .isEqualTo(UnVotesWriter.BATCH_SIZE);
    }

    private boolean load(String text) throws Throwable {
        return new BuiltInVotes(repository, writer, imports, runs, maintenance, Duration.ofMillis(1))
                .load(files(text), new NoProgress());
    }

    private CompactFiles files(String text) throws IOException {
        return new CompactFiles(Integer.toHexString(text.hashCode()), List.of(parsed(text)));
    }

    private ParsedFiles parsed(String text) throws IOException {
        ParsedFiles parsed = new ParsedFiles(voters, new RejectedRows(null), LocalDate.MAX);
        new CompactReader(parsed).read("made-up", new StringReader(text));
        return parsed;
    }

    private void assertRejected(String line, String message) {
        assertThatThrownBy(() -> parsed(HEAD + line))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith(message);
    }

    /** Each with one vote. */
    private static String rollCalls(int count) {
        return HEAD
                + IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "%d\t1985-11\t\t\t\tTitle %d\t...Y\n".formatted(900_000 + number, number))
                        .collect(Collectors.joining());
    }
}
