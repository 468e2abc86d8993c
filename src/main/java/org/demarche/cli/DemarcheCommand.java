package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
