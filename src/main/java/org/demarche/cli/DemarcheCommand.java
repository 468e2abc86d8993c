package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program as its users call it. */
@Command(
        name = "demarche",
        description = "Start the service, or run a command.",
        subcommands = {
            ImportCommand.class,
            ExportCommand.class,
            MigrateCommand.class,
            TokenCommand.class,
            HealthCommand.class
        },
        synopsisSubcommandLabel = "[COMMAND]")
public class DemarcheCommand {

    @Mixin
    HelpOption help;
}
