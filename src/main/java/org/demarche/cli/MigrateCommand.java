package org.demarche.cli;

import java.util.Map;

import io.quarkus.runtime.QuarkusApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "migrate",
        description =
                "Create or update the tables for this version of the program, load the built-in records, and exit.",
        footer = {
            "",
            "Use it if the service must not change tables: run migrate with the role that owns the database, and the "
                    + "service with a role that may only read and write rows and with "
                    + "QUARKUS_FLYWAY_MIGRATE_AT_START=false.",
            "",
            "DEMARCHE_RECORDS chooses the records: small or all. The default is all for the embedded database and small "
                    + "for a configured one.",
            "",
            "Running it again changes nothing. If several run at once, one migrates and the others wait.",
            "",
            "Exit code: 0 if the tables and the record are up to date, 1 if it failed."
        })
public class MigrateCommand implements DatabaseCommand {

    @Mixin
    HelpOption help;

    @Override
    public Class<? extends QuarkusApplication> application() {
        return MigrateApplication.class;
    }

    /** Quarkus migrates when it starts, even if the service is configured not to. */
    @Override
    public Map<String, String> settings() {
        return Map.of("quarkus.flyway.migrate-at-start", "true");
    }
}
