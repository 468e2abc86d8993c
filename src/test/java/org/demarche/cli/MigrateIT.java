package org.demarche.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.Postmaster;
import org.demarche.support.RunningProgram;
import org.demarche.support.UnVotesFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The owner of the tables migrates them; the service needs a role that reads and writes rows only. */
@Heavy
class MigrateIT {

    private static final String COUNTS = "{ stances { totalCount } countries { totalCount } }";

    private static final JsonObject WHOLE_RECORD =
            new JsonObject("{\"stances\": {\"totalCount\": 23}, \"countries\": {\"totalCount\": 260}}");

    /** A role and its password. */
    private static final String CLERK = "clerk";

    @TempDir
    Path folder;

    private EmbeddedDatabase database;

    @AfterEach
    void stopDatabase() throws IOException {
        database.close();
    }

    @Test
    void migrateCreatesTheTablesLoadsTheRecordAndExits() throws IOException {
        startDatabase(DataFolder.EMPTY);
        for (int time = 1; time <= 2; time++) {
            try (RunningProgram migrate = start(database.user(), database.password(), "migrate")) {
                assertThat(migrate.exitCode()).as(migrate.output()).isZero();
                assertThat(migrate.output())
                        .endsWith("and the built-in record is loaded.\n")
                        .doesNotContain("Listening");
            }
        }
        try (RunningProgram service = start(database.user(), database.password())) {
            assertThat(service.listening().ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            assertThat(service.output()).doesNotContain("Built-in record:", "Migrating schema");
        }
    }

    @Test
    void aRoleThatOwnsNothingServesAndImports() throws IOException, SQLException {
        startDatabase(DataFolder.MIGRATED);
        addClerk();
        try (RunningProgram service = start(CLERK, CLERK).listening()) {
            assertThat(service.ask(COUNTS)).isEqualTo(WHOLE_RECORD);
            UnVotesFixture files = UnVotesFixture.write(folder, 3);
            try (RunningProgram imports = start(CLERK, CLERK, files.command())) {
                assertThat(imports.exitCode()).as(imports.output()).isZero();
            }
            assertThat(service.ask("{ event(slug: \"un-ga-roll-call-3\") { title } }")
                            .encode())
                    .contains("Roll call 3");
        }
    }

    @Test
    void missingTablesFailTheStart() throws IOException {
        startDatabase(DataFolder.EMPTY);
        try (RunningProgram service = start(database.user(), database.password())) {
            assertThat(service.exitCode()).isEqualTo(1);
            service.assertExplained("The database schema is at version none", "migrate");
        }
    }

    @Test
    void outdatedTablesFailTheStart() throws IOException, SQLException {
        startDatabase(DataFolder.MIGRATED);
        addClerk();
        Postmaster.of(folder.resolve("data"))
                .execute("delete from flyway_schema_history where version = (select max(version::int)::text from"
                        + " flyway_schema_history)");
        for (String[] command : new String[][] {{}, {"import", "record", folder.toString()}}) {
            try (RunningProgram service = start(CLERK, CLERK, command)) {
                assertThat(service.exitCode()).isEqualTo(1);
                service.assertExplained("The database schema is at version", "is required", "migrate");
            }
        }
    }

    @Test
    void aRoleThatCannotReadTheVersionIsExplained() throws IOException, SQLException {
        startDatabase(DataFolder.MIGRATED);
        addClerk();
        Postmaster.of(folder.resolve("data")).execute("revoke all on flyway_schema_history from clerk");
        try (RunningProgram service = start(CLERK, CLERK)) {
            assertThat(service.exitCode()).isEqualTo(1);
            service.assertExplained("Grant the role select on flyway_schema_history");
        }
    }

    @Test
    void aRoleThatCannotMigrateIsExplained() throws IOException, SQLException {
        startDatabase(DataFolder.EMPTY);
        Postmaster.of(folder.resolve("data")).execute("create role clerk login password 'clerk'");
        try (RunningProgram migrate = start(CLERK, CLERK, "migrate")) {
            assertThat(migrate.exitCode()).isEqualTo(1);
            migrate.assertExplained("permission denied", "owns the database");
        }
    }

    private void startDatabase(DataFolder data) throws IOException {
        database = data.start(folder.resolve("data"));
    }

    private void addClerk() throws IOException, SQLException {
        Postmaster server = Postmaster.of(folder.resolve("data"));
        server.execute("create role clerk login password 'clerk'");
        server.execute("grant select, insert, update, delete on all tables in schema public to clerk");
    }

    /** With migrations at start disabled; the command migrate runs them nevertheless. */
    private RunningProgram start(String user, String password, String... arguments) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", user);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", password);
        environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        return RunningProgram.start(environment, arguments);
    }
}
