package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.database.embedded.PasswordFile;
import org.demarche.support.DataFolder;
import org.demarche.support.Postmaster;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Creates the two roles of the manifests in a real PostgreSQL: they have the privileges that they need, and no more. */
class GrantsTest {

    @TempDir
    static Path folder;

    private static EmbeddedDatabase database;
    private static String url;

    /** As CloudNativePG and the development overlay do. */
    @BeforeAll
    static void makeDatabaseRolesAndTables() throws IOException, SQLException {
        database = DataFolder.EMPTY.start(folder);
        String server = "jdbc:" + database.reactiveUrl();
        url = server.substring(0, server.lastIndexOf('/')) + "/demarche";
        try (Connection superuser = Postmaster.of(folder).connection()) {
            run(superuser, "create role demarche_owner login password 'owner'");
            run(superuser, "create database demarche owner demarche_owner");
        }
        String password =
                PasswordFile.of(folder).password(PasswordFile.SUPERUSER).orElseThrow();
        try (Connection superuser = DriverManager.getConnection(url, PasswordFile.SUPERUSER, password)) {
            run(superuser, Files.readString(Path.of("k8s/base/grants.sql")));
            run(superuser, "create role demarche_service login password 'service' in role demarche_readwrite");
        }
        Flyway.configure()
                .dataSource(url, "demarche_owner", "owner")
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void theServiceMayReadAndWriteEveryTable() throws SQLException {
        try (Connection service = service();
                Statement statement = service.createStatement();
                ResultSet tables = statement.executeQuery("""
                        select tablename,
                               has_table_privilege(quote_ident(tablename), 'select')
                               and has_table_privilege(quote_ident(tablename), 'insert')
                               and has_table_privilege(quote_ident(tablename), 'update')
                               and has_table_privilege(quote_ident(tablename), 'delete')
                        from pg_tables where schemaname = 'public'""")) {
            int seen = 0;
            while (tables.next()) {
                assertThat(tables.getBoolean(2)).as(tables.getString(1)).isTrue();
                seen++;
            }
            assertThat(seen).isGreaterThan(10);
        }
    }

    @Test
    void theServiceInsertsUpdatesAndDeletes() throws SQLException {
        try (Connection service = service()) {
            run(service, "insert into topic (slug, title, title_key) values ('a-topic', 'A topic', 'a topic')");
            run(service, "update topic set title = 'Another' where slug = 'a-topic'");
            run(service, "delete from topic where slug = 'a-topic'");
        }
    }

    /** Without the privilege PostgreSQL only warns and skips the table. */
    @Test
    void anImportMayVacuum() throws SQLException {
        try (Connection service = service();
                Statement statement = service.createStatement()) {
            statement.execute("vacuum (analyze) topic, event, stance");
            Object warning = statement.getWarnings();
            assertThat(warning).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table another (id int)",
                "drop table stance",
                "alter table stance add column another int",
                "truncate stance",
                "create extension pg_trgm",
                "create role another",
                "set role demarche_owner",
                "select * from pg_authid"
            })
    void theServiceMayNotDoMore(String statement) throws SQLException {
        try (Connection service = service()) {
            assertThatThrownBy(() -> run(service, statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    private static Connection service() throws SQLException {
        return DriverManager.getConnection(url, "demarche_service", "service");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
