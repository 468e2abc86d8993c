package org.demarche.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.demarche.support.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads every symbol of the public files, which are not part of this repository. */
class SymbolsOfFilesTest {

    private static final Pattern CANONICAL = Pattern.compile(
            "A/(RES|DEC)/((E?S-)?\\d+/\\d+|\\d+\\([A-Z-]+\\))( [A-Z]+([-/][A-Z]+)?)?" + "|S/RES/\\d+\\(\\d{4}\\)");

    private static final Pattern SYMBOL = Pattern.compile("\"symbol\": \"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"unxml_ga_resolutions_s74_s80.jsonl.gz", "unxml_sc_resolutions_2000_2026.jsonl.gz"})
    void everySymbolOfUnxmlHasOneSpelling(String file) throws IOException {
        try (Stream<String> lines =
                reader(SharedFiles.file("un_library/" + file)).lines()) {
            List<String> symbols = lines.flatMap(line -> SYMBOL.matcher(line).results())
                    .map(found -> found.group(1))
                    .toList();
            assertThat(symbols).isNotEmpty().allSatisfy(SymbolsOfFilesTest::assertCanonical);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ga_voting_sample.csv",
                "sc_voting_sample.csv",
                "ga_voting_s74_s80_made_ids.csv.gz",
                "sc_voting_2000_2026_made_ids.csv.gz"
            })
    void everySymbolOfTheLibraryHasOneSpelling(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(reader(SharedFiles.file("un_library/" + file)))) {
            List<String> symbols = rows.stream()
                    .map(row -> row.getField("resolution"))
                    .distinct()
                    .toList();
            assertThat(symbols).isNotEmpty().allSatisfy(SymbolsOfFilesTest::assertCanonical);
        }
    }

    @Test
    void theAcademicSymbolsSinceSession18HaveOneSpellingButForPagesAndAMisprint() throws IOException {
        List<String> without = Stream.concat(
                        withoutSpelling("un_ga/roll_calls_s01_s70.csv"),
                        withoutSpelling("un_ga/roll_calls_s71_s74.csv"))
                .toList();
        assertThat(without)
                .containsOnlyOnce("R/677/46")
                .allMatch(symbol -> symbol.equals("R/677/46") || symbol.startsWith("SS/") || symbol.startsWith("ESS/"));
    }

    private static Stream<String> withoutSpelling(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader(SharedFiles.file(file)))) {
            List<NamedCsvRecord> all = rows.stream()
                    .filter(row -> Integer.parseInt(row.getField("session")) >= 18)
                    .filter(row -> !row.getField("unres").isEmpty())
                    .toList();
            return all.stream()
                    .filter(row -> {
                        Optional<ResolutionSymbol> symbol = ResolutionSymbol.ofAcademic(
                                row.getField("unres"), Integer.parseInt(row.getField("session")));
                        symbol.ifPresent(found -> assertCanonical(found.toString()));
                        return symbol.isEmpty();
                    })
                    .map(row -> row.getField("unres"));
        }
    }

    private static void assertCanonical(String written) {
        String canonical = ResolutionSymbol.of(written).orElseThrow().toString();
        assertThat(canonical).matches(CANONICAL);
        assertThat(ResolutionSymbol.of(canonical).orElseThrow()).hasToString(canonical);
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream stream = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream, StandardCharsets.UTF_8));
    }
}
