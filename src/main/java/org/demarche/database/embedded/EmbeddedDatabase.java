package org.demarche.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import org.apache.commons.io.FileUtils;
import org.demarche.config.EmbeddedSettings;

/**
 * A real PostgreSQL that belongs to this process: it starts with it on a free port, stops with it, and keeps its data in
 * a folder.
 */
public final class EmbeddedDatabase implements BundledDatabase {

    /** After a crash the server first replays its write-ahead log, which may take minutes. */
    private static final Duration MAX_START = Duration.ofMinutes(5);

    private static final String DATABASE = "postgres";

    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final int port;

    /** @param server null if it belongs to another process; then the lock file is null too */
    private EmbeddedDatabase(FolderLock lock, EmbeddedPostgres server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * @param folder the data folder; created if it does not exist
     * @param serverSettings PostgreSQL settings in addition to those for durability
     * @throws EmbeddedDatabaseException when the server cannot be started; the message says why and what to do
     */
    public static EmbeddedDatabase start(Path folder, Map<String, String> serverSettings) {
        if (FolderLock.isHeldByThisProcess(folder)) {
            // Dev mode has reloaded the service.
            return join(folder);
        }
        FolderLock lock = lock(folder);
        if (lock == null) {
            throw new EmbeddedDatabaseException(
                    "Another Demarche already uses the folder " + folder
                            + ". Stop it, or configure another folder for this one: set "
                            + EmbeddedSettings.DATA_DIR_VARIABLE + ".",
                    null);
        }
        return start(folder, lock, serverSettings);
    }

    /**
     * Uses the server that another process, or this one, runs on the folder, or starts one if there is none.
     *
     * @throws EmbeddedDatabaseException like {@link #start}
     */
    public static EmbeddedDatabase join(Path folder) {
        FolderLock lock = lock(folder);
        return lock == null
                ? new EmbeddedDatabase(null, null, RunningServer.of(folder).port(MAX_START))
                : start(folder, lock, Map.of());
    }

    private static EmbeddedDatabase start(Path folder, FolderLock lock, Map<String, String> serverSettings) {
        try {
            OrphanedServer.of(folder.resolve("postgres")).stop();
            EmbeddedPostgres server = run(folder, serverSettings);
            return new EmbeddedDatabase(lock, server, server.getPort());
        } catch (IOException | RuntimeException failure) {
            release(lock, failure);
            throw new EmbeddedDatabaseException(
                    "The embedded PostgreSQL does not start in the folder " + folder + " (" + failure.getMessage()
                            + "). Its log is " + logFile(folder) + ".",
                    failure);
        }
    }

    /** Needs no password: the server trusts connections from its own machine. */
    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return "postgres";
    }

    @Override
    public Map<String, String> datasource() {
        return Map.of(
                "quarkus.datasource.reactive.url", reactiveUrl(),
                "quarkus.datasource.jdbc.url", "jdbc:" + reactiveUrl(),
                "quarkus.datasource.username", user());
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            lock.close();
        }
    }

    private static void release(FolderLock lock, Exception failure) {
        try {
            lock.close();
        } catch (IOException unreleased) {
            failure.addSuppressed(unreleased);
        }
    }

    private static EmbeddedPostgres run(Path folder, Map<String, String> serverSettings) throws IOException {
        Path data = folder.resolve("postgres");
        Path complete = folder.resolve("initialised");
        if (!Files.exists(complete)) {
            // An interrupted first start leaves an incomplete data folder or incomplete binaries, and no data.
            FileUtils.deleteDirectory(data.toFile());
            FileUtils.deleteDirectory(folder.resolve("binaries").toFile());
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                // Not in the system's folder for temporary files, where another user could place binaries first.
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setPgBinaryResolver(new Binaries(folder))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(MAX_START)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(logFile(folder).toFile()))
                .setErrorRedirector(
                        ProcessBuilder.Redirect.appendTo(logFile(folder).toFile()))
                // The library turns both off, because it was made for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                // The same on every machine, independent of the installed locales.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        serverSettings.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        // The library makes the folder writable for everybody, and its content is executed.
        restrictToOwner(folder.resolve("binaries"));
        Files.writeString(complete, "");
        return server;
    }

    /** The library unpacks the binaries once for each resolver, not once for each folder: so every folder has its own. */
    private record Binaries(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private static void restrictToOwner(Path folder) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Path logFile(Path folder) {
        return folder.resolve("postgres.log");
    }

    /**
     * Null if another process holds the lock. The operating system releases it when the process ends, for whatever reason.
     */
    private static FolderLock lock(Path folder) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                restrictToOwner(folder);
            }
            return FolderLock.tryAcquire(folder);
        } catch (IOException failure) {
            throw new EmbeddedDatabaseException(
                    "The folder " + folder + " cannot be used (" + failure.getMessage() + "). Set "
                            + EmbeddedSettings.DATA_DIR_VARIABLE + " to a folder that this user may write to.",
                    failure);
        }
    }
}
