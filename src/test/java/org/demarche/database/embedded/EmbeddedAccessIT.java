package org.demarche.database.embedded;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.demarche.support.DataFolder;
import org.demarche.support.Postmaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Who gets into the embedded database, and what the service may do there. */
class EmbeddedAccessIT {

    /** "Authenticate with SASL", which in PostgreSQL is SCRAM. Zero would be: you are in. */
    private static final int SASL = 10;

    private static final int PROTOCOL = 3 << 16;

    @TempDir
    static Path temporary;

    private static Path folder;
    private static EmbeddedDatabase database;
    private static Postmaster server;

    @BeforeAll
    static void start() throws IOException {
        folder = temporary.resolve("data");
        database = EmbeddedDatabase.start(folder, Map.of());
        server = Postmaster.of(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PasswordFile.SUPERUSER, PasswordFile.SERVICE, "another"})
    void overTcpEveryRoleNeedsAPassword(String role) throws IOException {
        assertThat(authentication(new InetSocketAddress("127.0.0.1", server.port()), role))
                .isEqualTo(SASL);
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {PasswordFile.SUPERUSER, PasswordFile.SERVICE, "another"})
    void overTheSocketEveryRoleNeedsAPassword(String role) throws IOException {
        Path socket = folder.resolve("access").resolve(".s.PGSQL." + server.port());
        assertThat(authentication(UnixDomainSocketAddress.of(socket), role)).isEqualTo(SASL);
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                        "jdbc:" + database.reactiveUrl(), PasswordFile.SUPERUSER, "postgres"))
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo("28P01"));
    }

    @Test
    void everyRuleRequiresScram() throws SQLException {
        assertThat(server.text("select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
    }

    @Test
    void itListensOnTheLoopbackAddressAndInItsFolderOnly() throws SQLException {
        assertThat(server.show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(server.show("unix_socket_directories")).isIn("../access", "");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadThePasswords() throws IOException {
        Path file = PasswordFile.of(folder).path();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    /** Only root can become another user. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anotherUserReachesNeitherThePasswordsNorTheSocket() throws IOException, InterruptedException {
        Path file = PasswordFile.of(folder).path();
        Path socket = file.resolveSibling(".s.PGSQL." + server.port());
        assumeTrue(run("id", "-u").strip().equals("0"), "not run by root");
        // Without the protection of the folders above, which an operator may have made.
        for (Path above : List.of(temporary, folder)) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (Path path : List.of(file, socket)) {
            assertThat(run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "stat", path.toString()))
                    .contains("Permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select pg_read_file('/etc/hostname')",
                "copy (select 1) to program 'cat'",
                "copy (select 1) to '/tmp/written-by-the-service'",
                "select * from pg_authid",
                "create role another superuser",
                "alter system set port = 1",
                "set role postgres"
            })
    void theServiceIsNoSuperuser(String statement) {
        assertThatThrownBy(() -> execute(statement))
                .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                        .isEqualTo("42501"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create extension if not exists unaccent",
                "create extension if not exists pg_trgm",
                "create table migrated (id int); drop table migrated",
                "create schema another; drop schema another"
            })
    void theServiceMayMigrate(String statement) throws SQLException {
        execute(statement);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noPasswordIsInALogOrInTheArgumentsOrEnvironmentOfAProcess() throws IOException {
        StringBuilder visible = new StringBuilder(Files.readString(folder.resolve("postgres.log")));
        List<ProcessHandle> processes = Stream.concat(
                        Stream.of(server.process()), server.process().descendants())
                .toList();
        for (ProcessHandle process : processes) {
            for (String file : List.of("cmdline", "environ")) {
                visible.append(Files.readString(
                        Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1));
            }
        }
        PasswordFile passwords = PasswordFile.of(folder);
        assertThat(visible.toString())
                .contains(folder.toString())
                .doesNotContain(passwords.password(PasswordFile.SUPERUSER).orElseThrow())
                .doesNotContain(passwords.password(PasswordFile.SERVICE).orElseThrow());
    }

    /** The path of its socket is longer than an address may be. */
    @Test
    void aFolderWithALongNameIsNoObstacle() throws IOException, SQLException {
        Path other = temporary.resolve("long".repeat(30)).resolve("a folder, with spaces");
        Files.createDirectories(other.getParent());
        try (EmbeddedDatabase there = DataFolder.EMPTY.start(other);
                Connection connection = connection(there)) {
            assertThat(connection.isValid(10)).isTrue();
        }
    }

    @Test
    void aServerWhosePasswordFileIsLostGetsNewPasswords() throws IOException, SQLException {
        Path other = temporary.resolve("lost");
        EmbeddedDatabase.start(other, Map.of()).close();
        Files.delete(PasswordFile.of(other).path());
        try (EmbeddedDatabase again = EmbeddedDatabase.start(other, Map.of());
                Connection connection = connection(again)) {
            assertThat(connection.isValid(10)).isTrue();
            assertThat(Postmaster.of(other).text("select count(*) from pg_roles where rolsuper"))
                    .isEqualTo("1");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.reactiveUrl(), database.user(), database.password());
    }

    /** What the server answers a client that only says who it is. */
    private static int authentication(SocketAddress address, String role) throws IOException {
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        DataOutputStream message = new DataOutputStream(parameters);
        message.writeInt(PROTOCOL);
        message.writeBytes("user\0" + role + "\0database\0postgres\0\0");
        ByteBuffer startup = ByteBuffer.allocate(Integer.BYTES + parameters.size());
        startup.putInt(startup.capacity()).put(parameters.toByteArray()).flip();
        // The type of the message, its length and the kind of authentication.
        ByteBuffer answer = ByteBuffer.allocate(1 + 2 * Integer.BYTES);
        try (SocketChannel channel = address instanceof InetSocketAddress
                ? SocketChannel.open()
                : SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(address);
            channel.write(startup);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // Reads on.
            }
        }
        assertThat((char) answer.get(0)).isEqualTo('R');
        return answer.getInt(1 + Integer.BYTES);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
