package org.demarche.cli;

import picocli.CommandLine.Option;

/** The option that every command has. */
public class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;
}
