package org.demarche.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import org.apache.commons.io.FileUtils;
import org.apache.commons.lang3.SystemUtils;
import org.postgresql.util.PasswordUtil;

/**
 * Starts a server on the data folder, which it makes or upgrades first. Nobody connects without a password, at no moment:
 * before the server listens, its superuser has one and the access rules require it.
 */
record DataDirectory(Path folder) {

    /** After a crash the server first replays its write-ahead log, which may take minutes. */
    static final Duration MAX_START = Duration.ofMinutes(5);

    /** Of Linux. */
    private static final Path LOCALES = Path.of("/usr/lib/locale");

    Path log() {
        return folder.resolve("postgres.log");
    }

    EmbeddedPostgres start(Map<String, String> serverSettings) throws IOException {
        Path complete = folder.resolve("initialised");
        boolean first = !Files.exists(complete);
        if (first) {
            // An interrupted first start leaves an incomplete data folder or incomplete binaries, and no data.
            FileUtils.deleteDirectory(data().toFile());
            FileUtils.deleteDirectory(binaries().toFile());
            FileUtils.deleteDirectory(access().toFile());
        }
        makeAccessFolder();
        EmbeddedPostgres server = first ? initialise(serverSettings) : resume(serverSettings);
        try {
            // The library makes the folder writable for everybody, and its content is executed.
            restrictToOwner(binaries());
            PasswordFile passwords = PasswordFile.of(folder);
            if (passwords.password(PasswordFile.SERVICE).isEmpty()) {
                new ServiceRole(server.getPort(), passwords).create();
            }
            if (first) {
                Files.createFile(complete);
            }
            return server;
        } catch (IOException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private EmbeddedPostgres initialise(Map<String, String> serverSettings) throws IOException {
        PasswordFile passwords = PasswordFile.of(folder);
        String password = PasswordFile.generate();
        passwords.put(PasswordFile.SUPERUSER, password);
        // Readable for the owner only, from its creation on. Arguments of a process are visible to everybody.
        Path forInitdb = Files.createTempFile(access(), "initdb", null);
        try {
            Files.writeString(forInitdb, password);
            return builder(serverSettings, password)
                    // The library's own "-A trust" stands before these.
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("pwfile", forInitdb.toString())
                    .start();
        } finally {
            Files.delete(forInitdb);
        }
    }

    private EmbeddedPostgres resume(Map<String, String> serverSettings) throws IOException {
        PasswordFile passwords = PasswordFile.of(folder);
        String known = passwords.password(PasswordFile.SUPERUSER).orElse(null);
        if (known != null) {
            return builder(serverSettings, known).start();
        }
        String password = PasswordFile.generate();
        return builder(serverSettings, password)
                // When the binaries are unpacked, before the server starts.
                .setDataDirectoryCustomizer(ignored -> setPassword(password))
                .start();
    }

    /**
     * For a folder of an earlier version, whose superuser has no password, or one whose password file is lost. The file is
     * written at the end: a start that was killed before is repeated by the next one.
     */
    private void setPassword(String password) {
        try {
            new SingleUserMode(binaries(), data(), log())
                    .execute("alter role postgres password '%s'"
                            .formatted(PasswordUtil.encodeScramSha256(password.toCharArray())));
            HostAccess.of(data()).requirePasswords();
            PasswordFile.of(folder).put(PasswordFile.SUPERUSER, password);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private EmbeddedPostgres.Builder builder(Map<String, String> serverSettings, String password) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data())
                // Not in the system's folder for temporary files, where another user could place binaries first.
                .setOverrideWorkingDirectory(binaries().toFile())
                .setPgBinaryResolver(new Binaries(folder))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(MAX_START)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setConnectConfig("password", password)
                .setConnectConfig("PGHOST", "127.0.0.1")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Relative to the data directory: paths of sockets may have 107 bytes, and the library does not quote
                // them.
                .setServerConfig("unix_socket_directories", SystemUtils.IS_OS_WINDOWS ? "" : "../access")
                .setServerConfig("unix_socket_permissions", "0700")
                .setServerConfig("password_encryption", "scram-sha-256")
                // The library turns both off, because it was made for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                // The same on every machine, independent of the installed locales.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("lc-ctype", characterType())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        serverSettings.forEach(builder::setServerConfig);
        return builder;
    }

    /**
     * What PostgreSQL's parser of texts follows, whatever the provider of the locale. The server would not start with one
     * that the machine does not have. The service's own texts are parsed alike with both.
     */
    private static String characterType() {
        return Stream.of("C.utf8", "C.UTF-8").map(LOCALES::resolve).anyMatch(Files::isDirectory) ? "C.UTF-8" : "C";
    }

    private void makeAccessFolder() throws IOException {
        Files.createDirectories(access());
        restrictToOwner(access());
        // Sockets of killed servers, and files of killed starts.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(access(), "{.s.PGSQL.*,*.tmp}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private Path data() {
        return folder.resolve("postgres");
    }

    private Path binaries() {
        return folder.resolve("binaries");
    }

    private Path access() {
        return PasswordFile.of(folder).path().getParent();
    }

    /** The library unpacks the binaries once for each resolver, not once for each folder: so every folder has its own. */
    private record Binaries(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    static void restrictToOwner(Path folder) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }
}
