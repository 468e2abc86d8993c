package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import org.demarche.importing.InputFile;
import org.demarche.importing.csv.CsvFile;
import org.demarche.importing.csv.RejectedRows;
import org.demarche.importing.unvotes.builtin.CompactColumn;
import org.demarche.importing.unvotes.builtin.CompactReader;
import org.demarche.importing.unvotes.file.CodedFileReader;
import org.demarche.importing.unvotes.file.ParsedFiles;
import org.demarche.importing.unvotes.file.ParsedRollCall;
import org.demarche.importing.unvotes.file.RepairedText;
import org.demarche.importing.unvotes.file.ThreeFileReader;
import org.demarche.importing.unvotes.file.UnxmlReader;
import org.demarche.importing.unvotes.file.Voters;
import org.demarche.stance.Position;
import org.demarche.support.SharedFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The built-in votes are what the public files state. After a change of these files or of what reads them:
 *
 * <pre>mvn test -Dtest=BuiltInVotesFilesApiTest -Ddemarche.shared=FOLDER -Ddemarche.write-votes=true</pre>
 */
@QuarkusTest
class BuiltInVotesFilesApiTest {

    private static final Path FOLDER = Path.of("src/main/resources/record/un");
    private static final LongConsumer NO_PROGRESS = read -> {};

    private static final List<String> FORM = List.of(
            "A line for each roll call, its columns separated by tabs. At the end a letter for each member of the list above",
            "it: Y yes, N no, A abstention, X absent, . not known. More: src/site/markdown/record-format.md");

    @Inject
    UnVotesImport imports;

    @TempDir
    Path folder;

    private Voters voters;

    @BeforeEach
    void readCountries() throws Throwable {
        voters = VertxContextSupport.subscribeAndAwait(imports::voters);
    }

    @Test
    void theAcademicFileIsThatOfTheAcademicRecord() throws IOException {
        ParsedFiles parsed = parsed();
        readAcademic("s01_s70", parsed);
        readAcademic("s71_s74", parsed);
        addAbsences(parsed);
        List<ParsedRollCall> rollCalls = parsed.inOrder();
        assertThat(rollCalls).hasSize(5774 + 429);
        assertFile(
                "general-assembly-1946.txt",
                new CompactWriter(
                        voters,
                        comments(
                                "Roll calls of the General Assembly of the United Nations, sessions 1 to 74, from Erik Voeten,",
                                "Anton Strezhnev, Michael Bailey: United Nations General Assembly Voting Data, dedicated to the",
                                "public domain. Without the descriptions. Before session 58 the day of a vote is not known."),
                        CompactColumn.ID,
                        CompactColumn.DATE,
                        CompactColumn.SYMBOL,
                        CompactColumn.KIND,
                        CompactColumn.ISSUES,
                        CompactColumn.TITLE),
                rollCalls);
    }

    @Test
    void theFilesSince2019AreThoseOfUnxml() throws IOException {
        assertFile(
                "general-assembly-2019.txt",
                new CompactWriter(
                        voters,
                        comments(
                                "Recorded votes of the General Assembly of the United Nations, sessions 74 to 80, as published by",
                                "the United Nations in UNxml, as is."),
                        CompactColumn.SYMBOL,
                        CompactColumn.DATE,
                        CompactColumn.SPECIAL_SESSION,
                        CompactColumn.DRAFT,
                        CompactColumn.MEETING,
                        CompactColumn.AGENDA,
                        CompactColumn.SUBJECTS,
                        CompactColumn.TITLE),
                unxml("un_library/unxml_ga_resolutions_s74_s80.jsonl.gz"));
    }

    @Test
    void theFileOfTheSecurityCouncilIsThatOfUnxml() throws IOException {
        assertFile(
                "security-council-2000.txt",
                new CompactWriter(
                        voters,
                        comments(
                                "Votes of the Security Council of the United Nations on resolutions since 2000, as published by the",
                                "United Nations in UNxml, as is."),
                        CompactColumn.SYMBOL,
                        CompactColumn.DATE,
                        CompactColumn.DRAFT,
                        CompactColumn.MEETING,
                        CompactColumn.AGENDA,
                        CompactColumn.SUBJECTS,
                        CompactColumn.TITLE),
                unxml("un_library/unxml_sc_resolutions_2000_2026.jsonl.gz"));
    }

    /** Those that were voted on. */
    private List<ParsedRollCall> unxml(String path) {
        ParsedFiles parsed = parsed();
        UnxmlReader reader = new UnxmlReader(parsed);
        reader.read(shared(path), null, NO_PROGRESS);
        reader.finish();
        return parsed.inOrder().stream()
                .filter(rollCall -> !rollCall.isWithoutVote())
                .toList();
    }

    private void assertFile(String name, CompactWriter writer, List<ParsedRollCall> rollCalls) throws IOException {
        String text = writer.write(rollCalls);
        if (Boolean.getBoolean("demarche.write-votes")) {
            Files.writeString(FOLDER.resolve(name), text);
        }
        assertThat(text.lines()).containsExactlyElementsOf(Files.readAllLines(FOLDER.resolve(name)));
        ParsedFiles written = parsed();
        new CompactReader(written).read(name, new StringReader(text));
        assertThat(written.inOrder())
                .extracting(rollCall -> writer.describe(rollCall))
                .isEqualTo(rollCalls.stream().map(writer::describe).toList());
    }

    private void readAcademic(String sessions, ParsedFiles parsed) {
        ThreeFileReader reader = new ThreeFileReader(parsed);
        InputFile rollCalls = shared("un_ga/roll_calls_%s.csv", sessions);
        reader.readRollCalls(rollCalls, true, NO_PROGRESS);
        leaveOutSentences(rollCalls, parsed);
        reader.readIssues(shared("un_ga/roll_call_issues_%s.csv", sessions), NO_PROGRESS);
        reader.readVotes(shared("un_ga/votes_%s.csv.gz", sessions), NO_PROGRESS);
    }

    /** The file of coded votes states the same votes, and also who was absent. */
    private void addAbsences(ParsedFiles parsed) {
        ParsedFiles coded = parsed();
        new CodedFileReader(coded).read(shared("un_ga/voeten_votes_1946_2015.csv.gz"), NO_PROGRESS);
        for (ParsedRollCall other : coded.inOrder()) {
            ParsedRollCall rollCall = parsed.rollCall(Integer.parseInt(other.id()));
            for (int voter = 0; voter < voters.count(); voter++) {
                if (other.vote(voter) == Position.ABSENT && rollCall.vote(voter) == null) {
                    rollCall.vote(voter, Position.ABSENT);
                }
            }
        }
    }

    /** A roll call without a title gets the beginning of its description for one: no fact, but the words of an author. */
    private static void leaveOutSentences(InputFile rollCalls, ParsedFiles parsed) {
        new CsvFile(rollCalls, "a list of roll calls", List.of("rcid", "short", "descr"))
                .read(
                        row -> {
                            if (RepairedText.of(row.get("short"), row.get("descr"))
                                            .title()
                                    == null) {
                                parsed.rollCall(Integer.parseInt(row.get("rcid")))
                                        .title(null);
                            }
                        },
                        parsed.rejectedRows(),
                        NO_PROGRESS);
    }

    private ParsedFiles parsed() {
        return new ParsedFiles(voters, new RejectedRows(folder.resolve("rejected.csv")), LocalDate.MAX);
    }

    private static List<String> comments(String... lines) {
        return Stream.concat(Stream.of(lines), FORM.stream()).toList();
    }

    private static InputFile shared(String path, Object... arguments) {
        return new InputFile(SharedFiles.file(path.formatted(arguments)));
    }
}
