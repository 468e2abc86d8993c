package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "import",
        description = "Import public data into the database of the service. The service may be running.",
        subcommands = {ImportUnVotesCommand.class, ImportRecordCommand.class},
        footer = {
            "",
            "The database is the configured one (QUARKUS_DATASOURCE_REACTIVE_URL). If none is configured, it is the "
                    + "embedded one in the folder DEMARCHE_EMBEDDED_DATA_DIR.",
            "",
            "Importing a file again changes nothing. A corrected file updates what differs. Nothing is ever deleted. To "
                    + "complete an interrupted import, run it again.",
            "",
            "Exit code: 0 if everything was imported, 2 if some rows were rejected, 1 if the import failed."
        })
public class ImportCommand {

    @Mixin
    HelpOption help;
}
