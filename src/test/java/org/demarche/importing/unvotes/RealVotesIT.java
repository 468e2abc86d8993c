package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.demarche.importing.unvotes.builtin.BuiltInVotes;
import org.demarche.importing.unvotes.file.UnVotesFiles;
import org.demarche.support.BulkRecord;
import org.demarche.support.SharedFiles;
import org.demarche.support.WholeFiles;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Imports the public files of all publications in several orders. They are not part of this repository. The tests depend on
 * each other: the first one records what the others compare with.
 */
@WholeFiles
@QuarkusTest
@TestProfile(RealVotesIT.OwnDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealVotesIT {

    /** Another profile is another start of the service, and of its database. */
    public static final class OwnDatabase implements QuarkusTestProfile {}

    /** Some of the academic record, for orders of import that need not be tried with all of it: a million votes. */
    private static final Set<String> SESSIONS = Set.of("1", "2", "3", "4", "5", "58");

    private static final String OF_SESSIONS =
            "v.publication <> 'ACADEMIC' or v.session > 70 or v.session in (%s)".formatted(String.join(", ", SESSIONS));

    private static RecordedUnVotes all;
    private static RecordedUnVotes ofSessions;

    @Inject
    UnVotesImport imports;

    @Inject
    BuiltInVotes builtIn;

    @TempDir
    Path folder;

    private enum Files {
        ACADEMIC_70,
        ACADEMIC_OF_SESSIONS,
        ACADEMIC_74,
        LIBRARY,
        UNXML;

        UnVotesFiles in(Path folder) throws IOException {
            return switch (this) {
                case ACADEMIC_70 ->
                    new UnVotesFiles(
                            SharedFiles.file("un_ga/roll_calls_s01_s70.csv"),
                            SharedFiles.file("un_ga/votes_s01_s70.csv.gz"),
                            SharedFiles.file("un_ga/roll_call_issues_s01_s70.csv"),
                            null);
                case ACADEMIC_OF_SESSIONS -> AcademicSessions.copy(ACADEMIC_70.in(folder), SESSIONS, folder);
                case ACADEMIC_74 ->
                    new UnVotesFiles(
                            SharedFiles.file("un_ga/roll_calls_s71_s74.csv"),
                            SharedFiles.file("un_ga/votes_s71_s74.csv.gz"),
                            SharedFiles.file("un_ga/roll_call_issues_s71_s74.csv"),
                            null);
                case LIBRARY ->
                    UnVotesFiles.library(
                            List.of(
                                    SharedFiles.file("un_library/ga_voting_sample.csv"),
                                    SharedFiles.file("un_library/sc_voting_sample.csv")),
                            null);
                case UNXML ->
                    UnVotesFiles.unxml(List.of(
                            SharedFiles.file("un_library/unxml_ga_resolutions_s74_s80.jsonl.gz"),
                            SharedFiles.file("un_library/unxml_sc_resolutions_2000_2026.jsonl.gz")));
            };
        }
    }

    @Test
    @Order(1)
    void theVotesThatPublicationsHaveInCommonAreFound() {
        run(Files.ACADEMIC_70);
        run(Files.ACADEMIC_74);
        List<String> unxml = run(Files.UNXML);
        assertThat(unxml).contains("Also in another publication: 90 roll calls, found by symbol: 90, by votes: 0");
        List<String> library = run(Files.LIBRARY);
        assertThat(library).contains("Also in another publication: 5 roll calls, found by symbol: 5, by votes: 0");
        all = RecordedUnVotes.all();
        ofSessions = RecordedUnVotes.where(OF_SESSIONS);
    }

    /** So the others need not be imported in every order: no other publication has anything to add to them. */
    @Test
    @Order(2)
    void theVotesThatPublicationsHaveInCommonAreInTheChosenSessions() {
        String common = "select event_id from un_vote group by event_id having count(distinct publication) > 1";
        assertThat(BulkRecord.number("select count(distinct event_id) from un_vote v where (%s) and event_id in (%s)"
                        .formatted(OF_SESSIONS, common)))
                .isPositive();
        assertThat(BulkRecord.texts("select distinct number from un_vote v where not (%s) and event_id in (%s)"
                        .formatted(OF_SESSIONS, common)))
                .isEmpty();
    }

    @Test
    @Order(3)
    void noImportChangesAnythingAgain() {
        for (Files files : Files.values()) {
            assertThat(run(files))
                    .as(files.name())
                    .anyMatch(line -> line.startsWith("Roll calls: 0 recorded, 0 revised, "))
                    .anyMatch(line -> line.startsWith("Votes: 0 recorded, 0 revised, "));
        }
        assertThat(RecordedUnVotes.all().differences(all)).isEmpty();
    }

    @Test
    @Order(4)
    void noVoteBeforeSession58HasAnInventedDay() {
        assertThat(BulkRecord.number("select count(*) from event e join un_vote v on v.event_id = e.id"
                        + " where v.publication = 'ACADEMIC' and v.session < 58 and length(e.date) > 7"))
                .isZero();
        assertThat(BulkRecord.texts("select date from event where slug = 'un-a-res-3379-xxx'"))
                .containsExactly("1975-11");
    }

    /** The table in src/site/markdown/import.md. */
    @Test
    @Order(5)
    void theCountsAreThoseOfTheManual() {
        List<String> counts = BulkRecord.texts("""
                select concat_ws(' ', body, session, count(*) filter (where academic),
                    count(*) filter (where unxml and not adopted), count(*) filter (where unxml and adopted),
                    count(*) filter (where academic and unxml), count(*))
                from (select min(body) as body, max(session) as session, bool_or(publication = 'ACADEMIC') as academic,
                        bool_or(publication = 'UNXML') as unxml,
                        bool_and(without_vote) as adopted
                    from un_vote group by event_id) vote
                where body = 'SECURITY_COUNCIL' or session >= 74
                group by body, session order by body, session
                """);
        assertThat(counts)
                .containsExactly(
                        "GENERAL_ASSEMBLY 74 91 90 176 90 267",
                        "GENERAL_ASSEMBLY 75 0 99 237 0 336",
                        "GENERAL_ASSEMBLY 76 0 80 230 0 310",
                        "GENERAL_ASSEMBLY 77 0 93 255 0 348",
                        "GENERAL_ASSEMBLY 78 0 88 243 0 331",
                        "GENERAL_ASSEMBLY 79 0 114 222 0 336",
                        "GENERAL_ASSEMBLY 80 0 166 94 0 260",
                        "SECURITY_COUNCIL 0 1525 11 0 1536");
    }

    @Test
    @Order(6)
    void unxmlFirstEndsInTheSame() {
        RecordedUnVotes.truncate();
        List.of(Files.UNXML, Files.LIBRARY, Files.ACADEMIC_74, Files.ACADEMIC_OF_SESSIONS)
                .forEach(this::run);
        assertThat(RecordedUnVotes.where(OF_SESSIONS).differences(ofSessions)).isEmpty();
    }

    @Test
    @Order(7)
    void theLibraryFirstWithRepeatedImportsEndsInTheSame() {
        RecordedUnVotes.truncate();
        List.of(Files.LIBRARY, Files.ACADEMIC_74, Files.LIBRARY, Files.UNXML, Files.ACADEMIC_OF_SESSIONS)
                .forEach(this::run);
        run(Files.ACADEMIC_74);
        assertThat(RecordedUnVotes.where(OF_SESSIONS).differences(ofSessions)).isEmpty();
    }

    /** They are the same votes with some absences more, which one academic file states and the other does not. */
    @Test
    @Order(8)
    void theBuiltInVotesUpdatedByTheFilesAreTheSame() throws Throwable {
        RecordedUnVotes.truncate();
        assertThat(builtIn.load(new NoProgress())).isTrue();
        List.of(Files.UNXML, Files.LIBRARY, Files.ACADEMIC_OF_SESSIONS, Files.ACADEMIC_74)
                .forEach(this::run);
        assertThat(RecordedUnVotes.where(OF_SESSIONS).withoutAbsences().differences(ofSessions.withoutAbsences()))
                .isEmpty();
    }

    private List<String> run(Files files) {
        try {
            return new UnVotesRun(imports, folder).lines(files.in(folder));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
