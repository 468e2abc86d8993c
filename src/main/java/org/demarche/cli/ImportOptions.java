package org.demarche.cli;

import java.io.PrintStream;
import java.util.List;

import picocli.CommandLine.Option;

/** Options that every import has. */
public class ImportOptions {

    @Option(names = "--dry-run", description = "Says what would be imported, and writes nothing.")
    boolean dryRun;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this page.")
    boolean help;

    @SuppressWarnings("PMD.SystemPrintln")
    void print(List<String> lines) {
        PrintStream out = System.out;
        if (dryRun) {
            out.println("Dry run: nothing was written. It would be:");
        }
        lines.forEach(out::println);
    }
}
