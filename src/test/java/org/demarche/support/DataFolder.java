package org.demarche.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.io.FileUtils;
import org.demarche.database.embedded.EmbeddedDatabase;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Data folders of the embedded PostgreSQL that tests copy: initdb, migrations and the built-in record take seconds, a
 * copy takes a tenth of one. Tests of the first start itself make their own folder.
 */
public enum DataFolder {

    /** A database without tables. */
    EMPTY {
        @Override
        Path template() throws IOException {
            String madeBy = PreparedFiles.fingerprint(Path.of("pom.xml"))
                    + PreparedFiles.fingerprint(
                            Path.of("target", "classes", "org", "demarche", "database", "embedded"));
            return PreparedFiles.once("empty-database", madeBy, folder -> EmbeddedDatabase.start(folder, NOT_DURABLE)
                    .close());
        }
    },

    /** A database with the tables of this version, and without a row. */
    TABLES {
        @Override
        Path template() throws IOException {
            String madeBy = EMPTY.template() + PreparedFiles.fingerprint(MIGRATIONS);
            return PreparedFiles.once("database-with-tables", madeBy, folder -> {
                try (EmbeddedDatabase database = EMPTY.start(folder)) {
                    PGSimpleDataSource source = new PGSimpleDataSource();
                    source.setUrl("jdbc:" + database.reactiveUrl());
                    source.setUser(database.user());
                    source.setPassword(database.password());
                    Flyway.configure()
                            .dataSource(source)
                            .locations("filesystem:" + MIGRATIONS)
                            .load()
                            .migrate();
                }
            });
        }
    },

    /** What earlier versions made: everybody may connect as superuser, who owns the tables. There are no countries. */
    WITHOUT_PASSWORDS {
        @Override
        Path template() throws IOException {
            String madeBy = PreparedFiles.fingerprint(Path.of("pom.xml")) + PreparedFiles.fingerprint(MIGRATIONS);
            return PreparedFiles.once("database-without-passwords", madeBy, EarlierVersion::makeDataFolder);
        }
    },

    /** A database with the tables and the built-in record. */
    MIGRATED {
        @Override
        Path template() throws IOException {
            return PreparedPackage.get().dataFolder();
        }
    };

    private static final Path MIGRATIONS = Path.of("target", "classes", "db", "migration");

    /** The data of a test need not survive a crash. */
    private static final Map<String, String> NOT_DURABLE =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

    /** PostgreSQL's programs, which copies share. */
    private static final String PROGRAMS = "binaries";

    private static final String DATA = "postgres";
    private static final String COMPLETE = "initialised";
    private static final String ACCESS = "access";

    abstract Path template() throws IOException;

    /** @param folder is made when it does not exist */
    public Path copyTo(Path folder) throws IOException {
        Path template = template();
        if (!Files.exists(folder)) {
            Files.copy(template, folder, StandardCopyOption.COPY_ATTRIBUTES);
        }
        copyTree(template.resolve(DATA), folder.resolve(DATA));
        Files.copy(template.resolve(COMPLETE), folder.resolve(COMPLETE));
        if (Files.exists(template.resolve(ACCESS))) {
            copyTree(template.resolve(ACCESS), folder.resolve(ACCESS));
        }
        linkOrCopy(template.resolve(PROGRAMS).toRealPath(), folder.resolve(PROGRAMS));
        return folder;
    }

    /** Starts a server on a copy. */
    public EmbeddedDatabase start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** @param serverSettings PostgreSQL's own */
    public EmbeddedDatabase start(Path folder, Map<String, String> serverSettings) throws IOException {
        Map<String, String> settings = new HashMap<>(NOT_DURABLE);
        settings.putAll(serverSettings);
        return EmbeddedDatabase.start(copyTo(folder), settings);
    }

    /** With permissions: PostgreSQL does not start on a folder that others may read. */
    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Files.createSymbolicLink(to, from);
        } catch (UnsupportedOperationException | IOException notOnThisSystem) {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
        }
    }
}
