package org.demarche.database;

import java.sql.SQLException;

import jakarta.inject.Singleton;

import org.demarche.model.SqlState;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The version of the database schema, according to Flyway. */
@Singleton
public class SchemaVersion {

    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";

    private final Flyway flyway;
    private final boolean migratesAtStart;

    SchemaVersion(Flyway flyway, @ConfigProperty(name = MIGRATE_AT_START) boolean migratesAtStart) {
        this.flyway = flyway;
        this.migratesAtStart = migratesAtStart;
    }

    /** Whether this start has migrated the schema, so that it may also write the built-in record. */
    public boolean migratesAtStart() {
        return migratesAtStart;
    }

    /** "none" if no migration has run. */
    public String current() {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : current.getVersion().getVersion();
    }

    /**
     * Accepts newer versions: a rolling upgrade migrates the schema first and then replaces the instances one by one.
     *
     * @throws SchemaVersionException when a migration of this version of the program has not run
     */
    public void requireUpToDate() {
        try {
            MigrationInfo[] pending = flyway.info().pending();
            if (pending.length > 0) {
                throw new SchemaVersionException("The database schema is at version " + current() + "; version "
                        + pending[pending.length - 1].getVersion() + " is required. Run the command migrate as the role"
                        + " that owns the database; this start does not migrate, because " + MIGRATE_AT_START
                        + " is false.");
            }
        } catch (FlywayException failure) {
            if (failure.getCause() instanceof SQLException error
                    && SqlState.INSUFFICIENT_PRIVILEGE.equals(error.getSQLState())) {
                throw new SchemaVersionException("The version of the database schema cannot be read ("
                        + error.getMessage() + "). Grant the role select on flyway_schema_history.");
            }
            throw failure;
        }
    }
}
