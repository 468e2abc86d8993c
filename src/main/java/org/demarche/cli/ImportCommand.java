package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "import",
        description = "Reads public data into the database that the service uses, also while the service runs.",
        subcommands = {ImportUnVotesCommand.class, ImportRecordCommand.class},
        footer = {
            "",
            "The database is the one that is configured (QUARKUS_DATASOURCE_REACTIVE_URL), or else the embedded one in "
                    + "the folder that DEMARCHE_EMBEDDED_DATA_DIR names.",
            "",
            "Importing again changes nothing; a corrected file revises what differs; nothing is ever removed. An import "
                    + "that was interrupted is completed by running it again.",
            "",
            "Exit code: 0 all was taken, 2 some rows were rejected, 1 it failed."
        })
public class ImportCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this page.")
    boolean help;
}
