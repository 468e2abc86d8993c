package org.demarche.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * A real PostgreSQL that belongs to this service: started with it on a free port, stopped with it, its data kept in
 * a folder.
 */
public final class EmbeddedDatabase implements BundledDatabase {

    /** A crashed server replays its log before it answers, which takes as long as there is log. */
    private static final Duration MAX_START = Duration.ofMinutes(5);

    private static final String DATABASE = "postgres";

    private final FileChannel lockFile;
    private final EmbeddedPostgres server;
    private final int port;

    /** @param server null for one that belongs to another process, as then the lock does */
    private EmbeddedDatabase(FileChannel lockFile, EmbeddedPostgres server, int port) {
        this.lockFile = lockFile;
        this.server = server;
        this.port = port;
    }

    /**
     * @param folder where the data are kept; made when it is not there
     * @param serverSettings PostgreSQL's own, besides those that keep the data safe
     * @throws EmbeddedDatabaseException when it cannot be started, with a message for whoever started the service
     */
    public static EmbeddedDatabase start(Path folder, Map<String, String> serverSettings) {
        FileChannel lock = lock(folder);
        if (lock == null) {
            throw new EmbeddedDatabaseException(
                    "Another Demarche already runs on %s. Stop it, or give this one a folder of its own: set %s."
                            .formatted(folder, EmbeddedSettings.DATA_DIR_VARIABLE),
                    null);
        }
        return start(folder, lock, serverSettings);
    }

    /**
     * Joins the server that another process runs on the folder, or starts one when there is none.
     *
     * @throws EmbeddedDatabaseException like {@link #start}
     */
    public static EmbeddedDatabase join(Path folder) {
        FileChannel lock = lock(folder);
        return lock == null
                ? new EmbeddedDatabase(null, null, RunningServer.of(folder).port(MAX_START))
                : start(folder, lock, Map.of());
    }

    private static EmbeddedDatabase start(Path folder, FileChannel lock, Map<String, String> serverSettings) {
        try {
            OrphanedServer.of(folder.resolve("postgres")).stop();
            EmbeddedPostgres server = run(folder, serverSettings);
            return new EmbeddedDatabase(lock, server, server.getPort());
        } catch (IOException | RuntimeException failure) {
            throw new EmbeddedDatabaseException(
                    "The embedded PostgreSQL does not start on %s (%s). What it said is in %s."
                            .formatted(folder, failure.getMessage(), logFile(folder)),
                    failure);
        }
    }

    /** Without credentials: the server trusts its own machine. */
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
            lockFile.close();
        }
    }

    private static EmbeddedPostgres run(Path folder, Map<String, String> serverSettings) throws IOException {
        Path data = folder.resolve("postgres");
        Path complete = folder.resolve("initialised");
        if (!Files.exists(complete)) {
            // What an interrupted first start has left behind holds nothing yet, or half of the programs.
            FileUtils.deleteDirectory(data.toFile());
            FileUtils.deleteDirectory(folder.resolve("binaries").toFile());
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                // The binaries are unpacked here, not in a folder for temporary files that another user may own.
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setPgBinaryResolver(new Binaries(folder))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(MAX_START)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(logFile(folder).toFile()))
                .setErrorRedirector(
                        ProcessBuilder.Redirect.appendTo(logFile(folder).toFile()))
                // The library turns both off, for it was made for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                // The same on every machine, whatever its locales.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        serverSettings.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        // The library lets everybody write there, and what lies there is executed.
        keepToUser(folder.resolve("binaries"));
        Files.writeString(complete, "");
        return server;
    }

    /** The library unpacks once for each resolver, not for each folder: so every folder has one. */
    private record Binaries(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private static void keepToUser(Path folder) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Path logFile(Path folder) {
        return folder.resolve("postgres.log");
    }

    /**
     * Held until the service ends, however it ends: the operating system lets go of it. Null when another process holds
     * it.
     */
    private static FileChannel lock(Path folder) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                keepToUser(folder);
            }
            FileChannel channel = FileChannel.open(
                    folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return null;
            }
            return channel;
        } catch (IOException failure) {
            throw new EmbeddedDatabaseException(
                    "The folder %s cannot be used (%s). Set %s to one that this user may write to."
                            .formatted(folder, failure.getMessage(), EmbeddedSettings.DATA_DIR_VARIABLE),
                    failure);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
