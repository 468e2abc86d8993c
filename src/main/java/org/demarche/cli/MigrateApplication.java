package org.demarche.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.database.SchemaVersion;

/** The program as long as it migrates: when it has started, all is done. */
public class MigrateApplication implements QuarkusApplication {

    private final SchemaVersion tables;

    public MigrateApplication(SchemaVersion tables) {
        this.tables = tables;
    }

    @Override
    public int run(String... arguments) {
        System.out.printf("The tables are at version %s and the built-in record is loaded.%n", tables.version());
        return 0;
    }
}
