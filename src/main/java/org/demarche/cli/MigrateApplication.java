package org.demarche.cli;

import io.quarkus.runtime.QuarkusApplication;
import org.demarche.database.SchemaVersion;

/** Runs the command migrate. Starting Quarkus has already done the work. */
public class MigrateApplication implements QuarkusApplication {

    private final SchemaVersion schema;

    public MigrateApplication(SchemaVersion schema) {
        this.schema = schema;
    }

    @Override
    public int run(String... arguments) {
        System.out.printf(
                "The database schema is at version %s and the built-in record is loaded.%n", schema.current());
        return 0;
    }
}
