package org.demarche.cli;

import java.io.PrintStream;
import java.util.List;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all imports have. */
public class ImportOptions {

    @Option(names = "--dry-run", description = "Show what would be imported, and write nothing.")
    boolean dryRun;

    @Mixin
    HelpOption help;

    @SuppressWarnings("PMD.SystemPrintln")
    void print(List<String> lines) {
        PrintStream out = System.out;
        if (dryRun) {
            out.println("Dry run: nothing was written. An import would have this result:");
        }
        lines.forEach(out::println);
    }
}
