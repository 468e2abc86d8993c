package org.demarche.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.demarche.support.SharedFiles;
import org.demarche.support.UnVotesFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** The import command of the packaged program. */
class ImportIT {

    private static final String COUNT = "{ event(slug: \"un-ga-roll-call-3\") { title stances { totalCount } } }";

    private static final JsonObject IMPORTED =
            new JsonObject("{\"event\": {\"title\": \"Roll call 3\", \"stances\": {\"totalCount\": 36}}}");

    private static final String RECORD = """
            sources: [{id: s, title: A paper}]
            events:
              - slug: an-imported-event
                title: An event
                kind: STATEMENT
                date: 2024
                sources: [s]
                stances:
                  - {country: Viet Nam, position: NEUTRAL, act: STATEMENT, since: 2024, sources: [s]}
            """;

    @TempDir
    Path temporary;

    @Heavy
    @Test
    void theRunningServiceReturnsWhatAnImportWrote() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        UnVotesFixture files = UnVotesFixture.write(temporary, 100);
        try (RunningProgram service = RunningProgram.startOn(folder()).listening()) {
            assertThat(service.ask(COUNT).getValue("event")).isNull();
            try (RunningProgram imports = RunningProgram.startOn(folder(), files.command())) {
                assertThat(imports.exitCode()).as(imports.output()).isZero();
                assertThat(imports.output())
                        .contains(
                                "Roll calls: 100 recorded, 0 revised, 0 unchanged",
                                "Votes: 3,600 recorded, 0 revised, 0 unchanged",
                                "Rejected: none");
            }
            assertThat(service.ask(COUNT)).isEqualTo(IMPORTED);
        }
    }

    @Test
    void anImportWithoutAServiceWritesItsRowsAndStopsItsServer() throws IOException {
        Path record = Files.createDirectory(temporary.resolve("record"));
        Files.writeString(record.resolve("record.yaml"), RECORD);
        try (RunningProgram imports = RunningProgram.startOn(folder(), "import", "record", record.toString())) {
            assertThat(imports.exitCode()).as(imports.output()).isZero();
            assertThat(imports.output()).endsWith("Entries: 3 recorded, 0 revised, 0 unchanged\n");
        }
        assertThat(Postmaster.file(folder())).doesNotExist();
        try (RunningProgram again = RunningProgram.startOn(
                folder(), "import", "record", record.resolve("record.yaml").toString(), "--dry-run")) {
            assertThat(again.exitCode()).isZero();
            assertThat(again.output())
                    .endsWith("Dry run: nothing was written. An import would have this result:\n"
                            + "Entries: 0 recorded, 0 revised, 3 unchanged\n");
        }
    }

    @Heavy
    @Test
    void anExternalDatabaseIsImportedInto() throws IOException {
        UnVotesFixture files = UnVotesFixture.write(temporary, 5);
        Path rejects = temporary.resolve("rejected.csv");
        Files.writeString(files.votes(), Files.readString(files.votes()) + "3,Atlantis,,yes\n");
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(temporary.resolve("configured"));
                RunningProgram imports = RunningProgram.start(
                        RunningProgram.connectingTo(database), files.command("--rejects", rejects.toString()))) {
            assertThat(imports.exitCode()).as("some rows were rejected").isEqualTo(2);
            assertThat(imports.output()).contains("Rejected: 1 rows, listed in " + rejects, "unknown country");
            assertThat(Files.readAllLines(rejects))
                    .last()
                    .isEqualTo("votes.csv,182,unknown country,no country has the code '' or the name 'Atlantis',"
                            + "\"3,Atlantis,,yes\"");
        }
    }

    @Heavy
    @Test
    @EnabledOnOs(OS.LINUX)
    void pipesAndNamesOfFilesInAnyLettersAreReadInTheLocaleC() throws Exception {
        DataFolder.MIGRATED.copyTo(folder());
        UnVotesFixture files = UnVotesFixture.write(temporary, 5);
        Path votes = Files.writeString(
                temporary.resolve("données.csv"), Files.readString(files.votes()) + "3,“Côte”,,yes\n");
        Path pipe = temporary.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path rejects = temporary.resolve("rejected.csv");
        try (RunningProgram imports = RunningProgram.startOn(
                folder(),
                Map.of("LC_ALL", "C"),
                new UnVotesFixture(pipe, votes).command("--rejects", rejects.toString()))) {
            Files.write(pipe, Files.readAllBytes(files.rollCalls()));
            assertThat(imports.exitCode()).as(imports.output()).isEqualTo(2);
            assertThat(imports.output()).contains("Votes: 180 recorded");
            assertThat(Files.readAllLines(rejects))
                    .last()
                    .isEqualTo("données.csv,182,unknown country,no country has the code '' or the name '“Côte”',"
                            + "\"3,“Côte”,,yes\"");
        }
    }

    @Heavy
    @Test
    void aFileThatCannotBeImportedIsExplained() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        UnVotesFixture files = UnVotesFixture.write(temporary, 1);
        Files.writeString(files.votes(), "nothing of the kind\n");
        try (RunningProgram imports = RunningProgram.startOn(folder(), files.command())) {
            assertThat(imports.exitCode()).isEqualTo(1);
            imports.assertExplained("votes.csv is not a list of votes");
        }
    }

    @Test
    void anErrorInTheRecordIsReportedWithFileAndLine() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        Path record = Files.writeString(temporary.resolve("r.yaml"), RECORD.replace("NEUTRAL", "NEUTER"));
        try (RunningProgram imports = RunningProgram.startOn(folder(), "import", "record", record.toString())) {
            assertThat(imports.exitCode()).isEqualTo(1);
            imports.assertExplained("r.yaml:9: ");
        }
    }

    @Heavy
    @Test
    void theMetricsReportTheLastImport() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        UnVotesFixture files = UnVotesFixture.write(temporary, 2);
        try (RunningProgram service = RunningProgram.startOn(folder()).listening()) {
            try (RunningProgram rehearsal = RunningProgram.startOn(folder(), files.command("--dry-run"));
                    RunningProgram imports = RunningProgram.startOn(folder(), files.command())) {
                assertThat(rehearsal.exitCode()).as(rehearsal.output()).isZero();
                assertThat(imports.exitCode()).as(imports.output()).isZero();
            }
            assertMetric(service, "demarche_import_rows", "kind=\"un-votes\",result=\"recorded\"", "74.0");
            assertMetric(service, "demarche_import_failed", "kind=\"un-votes\"", "0.0");
        }
        Files.writeString(files.votes(), "nothing of the kind\n");
        try (RunningProgram service = RunningProgram.startOn(folder()).listening()) {
            try (RunningProgram imports = RunningProgram.startOn(folder(), files.command())) {
                assertThat(imports.exitCode()).isEqualTo(1);
            }
            assertMetric(service, "demarche_import_failed", "kind=\"un-votes\"", "1.0");
            assertMetric(service, "demarche_import_rows", "kind=\"un-votes\",result=\"recorded\"", "74.0");
        }
    }

    /** The first scrape starts the query, a later one returns its result. */
    private static void assertMetric(RunningProgram service, String name, String labels, String value) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(service.management("/q/metrics").body())
                        .containsPattern(name + "\\{[^}]*" + labels + "[^}]*} " + value));
    }

    private Path folder() {
        return temporary.resolve("data");
    }

    /** Two resolutions on Ukraine whose official tallies are known. */
    @Heavy
    @Test
    void theScriptOfTheManualConvertsATableWithTheOfficialTallies() throws Exception {
        DataFolder.MIGRATED.copyTo(folder());
        Path table = SharedFiles.file("un_ga/ukraine_resolutions_votes.csv");
        String manual = Files.readString(Path.of("src/site/markdown/import.md"));
        String script = manual.substring(manual.indexOf("```awk\n") + 7);
        Path awk = Files.writeString(temporary.resolve("to-record.awk"), script.substring(0, script.indexOf("```")));
        Path record = temporary.resolve("votes.yaml");
        Process conversion = new ProcessBuilder("awk", "-f", awk.toString(), table.toString())
                .redirectOutput(record.toFile())
                .start();
        assertThat(conversion.waitFor()).isZero();
        try (RunningProgram service = RunningProgram.startOn(folder()).listening();
                RunningProgram imports = RunningProgram.startOn(folder(), "import", "record", record.toString())) {
            assertThat(imports.exitCode()).as(imports.output()).isZero();
            assertThat(service.ask("{ a: event(slug: \"un-ga-resolution-68-262\") { tally"
                            + " { supports opposes neutral absent } } b: event(slug: \"un-ga-resolution-es-11-1\")"
                            + " { tally { supports opposes neutral absent } } }"))
                    .isEqualTo(
                            new JsonObject("{\"a\": {\"tally\": {\"supports\": 100, \"opposes\": 11, \"neutral\": 58,"
                                    + " \"absent\": 24}}, \"b\": {\"tally\": {\"supports\": 141, \"opposes\": 5, \"neutral\": 35,"
                                    + " \"absent\": 12}}}"));
        }
    }
}
