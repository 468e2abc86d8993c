package org.demarche.importing.command;

import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "record",
        sortOptions = false,
        description =
                "Imports a record: sources, countries, topics, blocs, and events with their stances, as the README "
                        + "describes it under \"Write a record\". It is taken whole or, when it holds a mistake, not at all.",
        footer = {"", "Example: import record my-record/", "", "Exit code: 0 it was taken, 1 it failed."})
public class RecordCommand implements ImportTask {

    @Parameters(
            paramLabel = "FILE|FOLDER",
            description = "A file, or a folder of files *.yaml, *.yml and *.json, plain or compressed by gzip (*.gz).")
    Path path;

    @Mixin
    CommonOptions common;

    @Override
    public int run(Importers importers) throws Throwable {
        common.print(List.of("Entries: " + importers.record().run(path, common.dryRun)));
        return ImportTask.ALL_TAKEN;
    }
}
