package org.demarche.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.demarche.database.UpsertResult.Outcome;
import org.demarche.importing.ImportResult;
import org.demarche.importing.record.LoadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "record",
        sortOptions = false,
        description =
                "Import a record: sources, countries, topics, blocs, and events with their stances. The manual describes "
                        + "the format in src/site/markdown/record-format.md. A record with a mistake is not imported at all.",
        footer = {
            "",
            "Example: import record my-record/",
            "",
            "Exit code: 0 if the record was imported, 1 if the import failed."
        })
public class ImportRecordCommand implements ImportSubcommand {

    @Parameters(
            paramLabel = "FILE|FOLDER",
            description =
                    "A file or pipe, or a folder with files *.yaml, *.yml and *.json, optionally compressed with gzip (*.gz). "
                            + "Hidden files in a folder are left alone.")
    Path path;

    @Mixin
    ImportOptions common;

    @Override
    public String kind() {
        return "record";
    }

    @Override
    public boolean isDryRun() {
        return common.dryRun;
    }

    @Override
    public ImportResult run(Importers importers) throws Throwable {
        List<String> leftAlone = new ArrayList<>();
        LoadReport report = importers.record().run(path, common.dryRun, leftAlone::add);
        List<String> lines = new ArrayList<>();
        if (!leftAlone.isEmpty()) {
            lines.add("Hidden files left alone: " + String.join(", ", leftAlone));
        }
        lines.add("Entries: " + report);
        common.print(lines);
        return new ImportResult(
                report.of(Outcome.RECORDED), report.of(Outcome.REVISED), report.of(Outcome.UNCHANGED), 0);
    }
}
