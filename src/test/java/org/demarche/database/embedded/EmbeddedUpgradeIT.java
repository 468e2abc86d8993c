package org.demarche.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.PostgresServer;
import org.demarche.support.Postmaster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/** Data folders of versions without passwords: everybody could connect as superuser, and the service did. */
@Heavy
class EmbeddedUpgradeIT {

    private static final Duration MAX_START = Duration.ofMinutes(1);

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = temporary.resolve("data");
    }

    @Test
    void aStoppedOneIsUpgradedWithItsRows() throws IOException, SQLException {
        DataFolder.WITHOUT_PASSWORDS.copyTo(folder);
        Files.writeString(
                folder.resolve("postgres").resolve("pg_hba.conf"),
                "local all all trust # from here\nhost all clerk 10.0.0.0/8 reject\nhost all all 127.0.0.1/32\ttrust\n");
        assertUpgrades();
        assertThat(folder.resolve("postgres").resolve("pg_hba.conf"))
                .content()
                .isEqualTo("local all all scram-sha-256 # from here\nhost all clerk 10.0.0.0/8 reject\n"
                        + "host all all 127.0.0.1/32\tscram-sha-256\n");
    }

    @Test
    void anOrphanedOneIsStoppedAndUpgraded() throws IOException, SQLException {
        try (PostgresServer orphan = PostgresServer.start(DataFolder.WITHOUT_PASSWORDS, folder)) {
            Postmaster before = orphan.postmaster();
            assertUpgrades();
            assertThat(before.runs()).isFalse();
        }
    }

    @Test
    void oneWhoseServerWasKilledIsRecoveredAndUpgraded() throws IOException, SQLException {
        try (PostgresServer killed = PostgresServer.start(DataFolder.WITHOUT_PASSWORDS, folder)) {
            killed.kill();
            assertUpgrades();
        }
    }

    /** An import while a service of an earlier version runs. */
    @Test
    void aRunningOneIsJoinedAsItIs() throws IOException, SQLException {
        try (PostgresServer running = PostgresServer.start(DataFolder.WITHOUT_PASSWORDS, folder);
                FolderLock service = FolderLock.tryAcquire(folder);
                EmbeddedDatabase joined = EmbeddedDatabase.join(folder)) {
            assertThat(service).isNotNull();
            assertThat(joined.reactiveUrl()).isEqualTo(running.url());
            assertThat(joined.user()).isEqualTo("postgres");
            assertMigrated(joined);
        }
    }

    /** What the killed process had done when it was killed. */
    enum Moment {
        POSTGRES_HAS_STARTED_IN_SINGLE_USER_MODE {
            @Override
            boolean reached(Path folder) {
                return Files.exists(Postmaster.file(folder));
            }
        },
        PASSWORDS_ARE_REQUIRED {
            @Override
            boolean reached(Path folder) throws IOException {
                return Files.readString(folder.resolve("postgres").resolve("pg_hba.conf"))
                        .contains("scram-sha-256");
            }
        },
        THE_SUPERUSER_HAS_A_PASSWORD {
            @Override
            boolean reached(Path folder) throws IOException {
                return PasswordFile.of(folder).password(PasswordFile.SUPERUSER).isPresent();
            }
        },
        THE_SERVER_IS_READY {
            @Override
            boolean reached(Path folder) throws IOException {
                return Files.exists(Postmaster.file(folder))
                        && Files.readString(Postmaster.file(folder)).contains("ready");
            }
        },
        THE_SERVICE_HAS_A_PASSWORD {
            @Override
            boolean reached(Path folder) throws IOException {
                return PasswordFile.of(folder).password(PasswordFile.SERVICE).isPresent();
            }
        };

        abstract boolean reached(Path folder) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void anUpgradeThatWasKilledIsCompletedByTheNextStart(Moment moment) throws IOException, SQLException {
        DataFolder.WITHOUT_PASSWORDS.copyTo(folder);
        Process upgrade = start();
        try {
            await().pollInterval(Duration.ofMillis(1)).atMost(MAX_START).until(() -> reached(moment));
        } finally {
            upgrade.destroyForcibly();
            await().atMost(MAX_START).until(() -> !upgrade.isAlive());
        }
        assertUpgrades();
    }

    private boolean reached(Moment moment) {
        try {
            return moment.reached(folder);
        } catch (IOException replacedNow) {
            return false;
        }
    }

    private void assertUpgrades() throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, Map.of())) {
            Postmaster server = Postmaster.of(folder);
            assertThat(server.text("select count(*) from pg_hba_file_rules where auth_method = 'trust'"))
                    .isEqualTo("0");
            assertThat(server.text("select rolsuper from pg_roles where rolname = 'demarche'"))
                    .isEqualTo("f");
            assertThat(server.text("select datdba::regrole from pg_database where datname = 'postgres'"))
                    .isEqualTo("demarche");
            assertThat(database.user()).isEqualTo("demarche");
            assertMigrated(database);
        }
    }

    /** The tables are there with their rows, and later migrations may change everything. */
    private static void assertMigrated(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:" + database.reactiveUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var rows = statement.executeQuery("select max(version::int) from flyway_schema_history")) {
                rows.next();
                assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(12);
            }
            for (String change : List.of(
                    "insert into topic (slug, title, title_key) values ('a-topic', 'A topic', 'a topic')",
                    "alter table stance add column another int",
                    "alter table country alter column id restart with 1000",
                    "alter domain partial_date drop not null",
                    "alter function searchable(text) cost 10",
                    "alter text search configuration demarche_name drop mapping if exists for url",
                    "drop table flyway_schema_history")) {
                statement.execute(change);
            }
            connection.rollback();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Start.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
    }

    static final class Start {

        public static void main(String... folder) throws InterruptedException {
            try {
                EmbeddedDatabase.start(Path.of(folder[0]), Map.of());
            } catch (UncheckedIOException failure) {
                throw new IllegalStateException(failure);
            }
            Thread.currentThread().join();
        }
    }
}
