package org.demarche.importing.unvotes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
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
 * Imports the files of the United Nations themselves into a separate database: UNxml of both bodies, and what there is of
 * the library's bulk files. The public files are not part of this repository. The tests depend on each other.
 */
@WholeFiles
@QuarkusTest
@TestProfile(UnOwnFilesIT.OwnDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnOwnFilesIT {

    /** Another profile is another start of the service, and of its database. */
    public static final class OwnDatabase implements QuarkusTestProfile {}

    /** Votes whose lists differ from the published counts, and the tally of the lists. */
    private static final Map<String, String> OTHER_TALLIES = Map.of(
            // One abstention is not listed.
            "un-a-res-77-293", "100-9-58",
            // The counts are wrong: the record of the adoption says 9-0-6 and 12-0-3.
            "un-s-res-1559-2004", "9-0-6",
            "un-s-res-2521-2020", "12-0-3");

    private static final List<String> REJECTED =
            List.of("un-a-res-75-254-a-c", "un-s-res-2723-2024", "un-s-res-2812-2026");

    private static final List<String> FIELDS = List.of("MS_in_favour_count", "MS_against_count", "MS_abstaining_count");

    @Inject
    UnVotesImport imports;

    @TempDir
    Path folder;

    @Test
    @Order(1)
    void theAssemblysResolutionsAreImportedCompletely() {
        assertThat(run().lines(unxml("unxml_ga_resolutions_s74_s80.jsonl.gz")))
                .contains(
                        "Roll calls: 2,187 recorded, 0 revised, 0 unchanged",
                        "         39  resolutions that repeat another: ignored",
                        "          1  lists that name members twice: counted once",
                        "          1  A/RES/77/293: the lists name 100-9-58, another place says 100-9-59: taken as listed",
                        "Rejected: 5 rows, listed in " + run().rejects());
    }

    @Test
    @Order(2)
    void theCouncilsResolutionsAreImportedCompletely() {
        assertThat(run().lines(unxml("unxml_sc_resolutions_2000_2026.jsonl.gz")))
                .contains(
                        "Roll calls: 1,536 recorded, 0 revised, 0 unchanged",
                        "          2  resolutions that repeat another: ignored",
                        "          1  incomplete copies of a resolution that also has a whole one: ignored",
                        "Rejected: 2 rows, listed in " + run().rejects());
    }

    @Test
    @Order(3)
    void theTalliesEqualThePublishedCounts() throws IOException {
        Map<String, String> published = new TreeMap<>(publishedCounts("unxml_ga_resolutions_s74_s80.jsonl.gz"));
        published.putAll(publishedCounts("unxml_sc_resolutions_2000_2026.jsonl.gz"));
        published.putAll(OTHER_TALLIES);
        published.keySet().removeAll(REJECTED);
        Map<String, String> recorded = new TreeMap<>();
        BulkRecord.texts("select e.slug || ' ' || count(*) filter (where s.position = 'SUPPORTS') || '-'"
                        + " || count(*) filter (where s.position = 'OPPOSES') || '-'"
                        + " || count(*) filter (where s.position = 'NEUTRAL')"
                        + " from event e join stance s on s.event_id = e.id where e.slug ~ '^un-[as]-res-'"
                        + " group by e.slug")
                .forEach(line -> recorded.put(line.split(" ")[0], line.split(" ")[1]));
        assertThat(recorded).isEqualTo(published);
    }

    @Test
    @Order(4)
    void theLibrarysFilesAreImportedCompletely() {
        UnVotesFiles samples = UnVotesFiles.library(
                List.of(
                        SharedFiles.file("un_library/ga_voting_sample.csv"),
                        SharedFiles.file("un_library/sc_voting_sample.csv"),
                        SharedFiles.file("un_library/ga_voting_s74_s80_made_ids.csv.gz"),
                        SharedFiles.file("un_library/sc_voting_2000_2026_made_ids.csv.gz")),
                LocalDate.of(2026, 11, 23));
        assertThat(run().lines(samples)).contains("Rejected: none");
        assertThat(run().lines(samples)).anyMatch(line -> line.startsWith("Votes: 0 recorded, 0 revised, "));
    }

    private UnVotesRun run() {
        return new UnVotesRun(imports, folder);
    }

    private static UnVotesFiles unxml(String name) {
        return UnVotesFiles.unxml(List.of(SharedFiles.file("un_library/" + name)));
    }

    /** The counts of each resolution that has any, by slug. */
    private static Map<String, String> publishedCounts(String name) throws IOException {
        Map<String, String> counts = new TreeMap<>();
        Path file = SharedFiles.file("un_library/" + name);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.lines().map(JsonObject::new).forEach(resolution -> {
                String slug =
                        resolution.getString("symbol").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
                List<Integer> numbers = FIELDS.stream()
                        .map(field -> resolution.getString(field).replaceAll("\\D", ""))
                        .map(digits -> digits.isEmpty() ? 0 : Integer.parseInt(digits))
                        .toList();
                if (numbers.get(0) > 0) {
                    counts.put(
                            "un-" + slug.replaceAll("-$", ""),
                            numbers.get(0) + "-" + numbers.get(1) + "-" + numbers.get(2));
                }
            });
        }
        return counts;
    }
}
