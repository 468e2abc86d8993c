package org.demarche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The export command of the packaged program. */
@Heavy
class ExportIT {

    @TempDir
    Path temporary;

    @Test
    void anExportIsWrittenToAFileOrAloneToStandardOutput() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        Path file = temporary.resolve("stances.csv.gz");
        String written;
        try (RunningProgram export = export("stances", "--country", "RU,US", "--from", "2025")) {
            assertThat(export.exitCode()).as(export.output()).isZero();
            written = export.output();
        }
        assertThat(written)
                .startsWith("event,symbol,eventTitle,")
                .contains(",RU,Russia,SUPPORTS,RECOGNITION,2025-07-03,");
        try (RunningProgram export = export(
                "stances", "--country", "US", "--country", "RU", "--from", "2025", "--output", file.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
            assertThat(export.output()).isEmpty();
        }
        try (InputStream compressed = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(compressed.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(written);
        }
        assertThat(files()).containsExactlyInAnyOrder("data", "stances.csv.gz");
    }

    @Test
    void aMistakeIsExplainedAndLeavesTheFileAsItWas() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        Path file = Files.writeString(temporary.resolve("events.csv"), "earlier");
        try (RunningProgram export = export("stances", "--position", "yes", "--output", file.toString())) {
            assertThat(export.exitCode()).isEqualTo(1);
            export.assertExplained("position: 'yes' is not one of SUPPORTS, ");
        }
        try (RunningProgram export = export("events", "--topic", "No Slug", "--output", file.toString())) {
            assertThat(export.exitCode()).isEqualTo(1);
            export.assertExplained("topic: 'No Slug' is not a slug");
        }
        assertThat(file).hasContent("earlier");
        assertThat(files()).containsExactlyInAnyOrder("data", "events.csv");
    }

    @Test
    void anExportedRecordChangesNothingWhereItComesFrom() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        Path record = temporary.resolve("record.yaml");
        try (RunningProgram export = export("events", "--output", record.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
        }
        try (RunningProgram imports = RunningProgram.startOn(folder(), "import", "record", record.toString())) {
            assertThat(imports.exitCode()).as(imports.output()).isZero();
            assertThat(imports.output()).contains("Entries: 0 recorded, 0 revised, ");
        }
    }

    @Test
    void theCursorOfTheFeedIsPrintedIfAskedFor() throws IOException {
        DataFolder.MIGRATED.copyTo(folder());
        Path file = temporary.resolve("events.csv");
        try (RunningProgram export = export("events", "--print-cursor", "--output", file.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
            assertThat(export.output()).matches("Changes-Cursor: [\\w-]+\\R");
        }
        try (RunningProgram export =
                export("alignments", "--country", "AF", "--print-cursor", "--output", file.toString())) {
            assertThat(export.exitCode()).as(export.output()).isZero();
            export.assertExplained("Alignments have no place in the feed of changes.");
        }
    }

    private RunningProgram export(String... arguments) throws IOException {
        return RunningProgram.startOn(
                folder(),
                Stream.concat(Stream.of("export"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private Path folder() {
        return temporary.resolve("data");
    }
}
