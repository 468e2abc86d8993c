package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.demarche.config.EmbeddedSettings;

/**
 * A real PostgreSQL that belongs to this process: it starts with it on a free port, stops with it, and keeps its data in
 * a folder.
 */
public final class EmbeddedDatabase implements BundledDatabase {

    private static final String DATABASE = "postgres";

    private final FolderLock lock;
    private final EmbeddedPostgres server;
    private final int port;

    /** Of the service's role; null if the server belongs to a process of a version that had no passwords. */
    private final String password;

    /** @param server null if it belongs to another process; then the lock file is null too */
    private EmbeddedDatabase(FolderLock lock, EmbeddedPostgres server, int port, String password) {
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.password = password;
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
        if (lock != null) {
            return start(folder, lock, Map.of());
        }
        int port = RunningServer.of(folder).port(DataDirectory.MAX_START);
        try {
            return new EmbeddedDatabase(null, null, port, password(folder).orElse(null));
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static EmbeddedDatabase start(Path folder, FolderLock lock, Map<String, String> serverSettings) {
        DataDirectory directory = new DataDirectory(folder);
        try {
            OrphanedServer.of(folder.resolve("postgres")).stop();
            EmbeddedPostgres server = directory.start(serverSettings);
            return new EmbeddedDatabase(
                    lock, server, server.getPort(), password(folder).orElseThrow());
        } catch (IOException | RuntimeException failure) {
            release(lock, failure);
            throw new EmbeddedDatabaseException(
                    "The embedded PostgreSQL does not start in the folder " + folder + " (" + failure.getMessage()
                            + "). Its log is " + directory.log() + ".",
                    failure);
        }
    }

    private static Optional<String> password(Path folder) throws IOException {
        return PasswordFile.of(folder).password(PasswordFile.SERVICE);
    }

    public String reactiveUrl() {
        return "postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    public String user() {
        return password == null ? PasswordFile.SUPERUSER : PasswordFile.SERVICE;
    }

    /** Empty if the server asks for none. */
    public String password() {
        return password == null ? "" : password;
    }

    @Override
    public Map<String, String> datasource() {
        return Map.of(
                "quarkus.datasource.reactive.url", reactiveUrl(),
                "quarkus.datasource.jdbc.url", "jdbc:" + reactiveUrl(),
                "quarkus.datasource.username", user(),
                "quarkus.datasource.password", password());
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

    /**
     * Null if another process holds the lock. The operating system releases it when the process ends, for whatever reason.
     */
    private static FolderLock lock(Path folder) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                DataDirectory.restrictToOwner(folder);
            }
            return FolderLock.tryAcquire(folder);
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static EmbeddedDatabaseException unusable(Path folder, IOException failure) {
        return new EmbeddedDatabaseException(
                "The folder " + folder + " cannot be used (" + failure.getMessage() + "). Set "
                        + EmbeddedSettings.DATA_DIR_VARIABLE + " to a folder that this user may write to.",
                failure);
    }
}
