package org.demarche.database;

import java.sql.SQLException;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The tables as Flyway counts their versions. */
@ApplicationScoped
public class SchemaVersion {

    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";
    private static final String NO_PERMISSION = "42501";

    private final Flyway flyway;
    private final boolean migrated;

    SchemaVersion(Flyway flyway, @ConfigProperty(name = MIGRATE_AT_START) boolean migrated) {
        this.flyway = flyway;
        this.migrated = migrated;
    }

    /** Whether the start has made them, and may write to them what belongs there from the start. */
    public boolean migrated() {
        return migrated;
    }

    public String version() {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : current.getVersion().getVersion();
    }

    /**
     * Newer ones are fine: during an upgrade the tables go ahead, and the services follow one by one.
     *
     * @throws SchemaVersionException when they are older than this version of the program needs them
     */
    public void check() {
        try {
            MigrationInfo[] pending = flyway.info().pending();
            if (pending.length > 0) {
                throw new SchemaVersionException(
                        "The tables are at version %s and have to be at version %s. Run the command migrate as the role that owns"
                                        .formatted(version(), pending[pending.length - 1].getVersion())
                                + " the database; this start may not do so, for %s is false."
                                        .formatted(MIGRATE_AT_START));
            }
        } catch (FlywayException failure) {
            if (failure.getCause() instanceof SQLException refused && NO_PERMISSION.equals(refused.getSQLState())) {
                throw new SchemaVersionException(
                        "The version of the tables cannot be read (%s). Grant the role select on flyway_schema_history."
                                .formatted(refused.getMessage()));
            }
            throw failure;
        }
    }
}
