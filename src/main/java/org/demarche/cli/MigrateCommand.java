package org.demarche.cli;

import java.util.Map;

import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description =
                "Makes or changes the tables as this version of the program needs them, loads the built-in record, "
                        + "and ends.",
        footer = {
            "",
            "For a service that may not do so itself: give migrate the role that owns the database, and the service one "
                    + "that may only read and write rows, with QUARKUS_FLYWAY_MIGRATE_AT_START=false.",
            "",
            "Migrating again changes nothing. Of several at once one works and the others wait.",
            "",
            "Exit code: 0 the tables and the record are there, 1 it failed."
        })
public class MigrateCommand implements DatabaseCommand {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this page.")
    boolean help;

    @Override
    public Class<? extends QuarkusApplication> application() {
        return MigrateApplication.class;
    }

    /** The start does the work, also where the service is told not to. */
    @Override
    public Map<String, String> settings() {
        return Map.of("quarkus.flyway.migrate-at-start", "true");
    }
}
