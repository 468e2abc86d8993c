package org.demarche.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program as its user calls it. */
@Command(
        name = "demarche",
        description = "Without a command: starts the service.",
        subcommands = {ImportCommand.class, MigrateCommand.class, HealthCommand.class},
        synopsisSubcommandLabel = "[COMMAND]")
public class DemarcheCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this page.")
    boolean help;
}
