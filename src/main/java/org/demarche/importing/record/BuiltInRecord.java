package org.demarche.importing.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.SchemaVersion;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.WriteBatch;
import org.demarche.error.StartupException;
import org.jboss.logging.Logger;

/**
 * The record that is packaged with the service, loaded at start. An error in it fails the start. It is loaded only when it
 * differs from the record loaded last: a start takes as long with a million stances as with twenty, and a restart does not
 * overwrite later revisions.
 */
@Singleton
public class BuiltInRecord {

    private static final Logger LOG = Logger.getLogger(BuiltInRecord.class);

    private static final String NAME = "built-in";
    private static final ChangeAuthor AUTHOR = ChangeAuthor.named("built-in record");
    private static final String FOLDER = "record/";

    private final RecordLoader loader;
    private final LoadedRecordRepository loaded;
    private final WriteTransaction transaction;
    private final CountryDirectory countries;
    private final SchemaVersion schema;

    private volatile int size;

    BuiltInRecord(
            RecordLoader loader,
            LoadedRecordRepository loaded,
            WriteTransaction transaction,
            CountryDirectory countries,
            SchemaVersion schema) {
        this.loader = loader;
        this.loaded = loaded;
        this.transaction = transaction;
        this.countries = countries;
        this.schema = schema;
    }

    /** A service that may not migrate the tables does not load the record either: the command migrate has done both. */
    void load(@Observes StartupEvent start) throws Throwable {
        List<RecordFile> files = files();
        size = files.size();
        if (!schema.migratesAtStart()) {
            schema.requireUpToDate();
            VertxContextSupport.subscribeAndAwait(countries::refresh);
            return;
        }
        VertxContextSupport.subscribeAndAwait(() -> transaction
                .bulk(AUTHOR, NAME, batch -> loadIfNew(batch, files))
                .chain(countries::refresh)
                .onFailure(RecordException.class)
                .transform(invalid ->
                        new StartupException("The built-in record is invalid:%n%s".formatted(invalid.getMessage()))));
    }

    /** How many files it has. */
    public int size() {
        return size;
    }

    private Uni<Void> loadIfNew(WriteBatch batch, List<RecordFile> files) {
        String checksum = checksum(files);
        return loaded.isLoaded(batch, NAME, checksum).chain(isLoaded -> {
            if (isLoaded) {
                return Uni.createFrom().voidItem();
            }
            return loader.load(batch, files)
                    .invoke(report -> LOG.infof("Built-in record: %s", report))
                    .chain(() -> loaded.remember(batch, NAME, checksum));
        });
    }

    /** index.txt lists the files, because resources in a jar or a native executable cannot be listed. */
    static List<RecordFile> files() throws IOException {
        return resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(file -> {
                    try {
                        return RecordFile.of(FOLDER + file, resource(file));
                    } catch (IOException unreadable) {
                        throw new IllegalStateException(FOLDER + file + " cannot be read", unreadable);
                    }
                })
                .toList();
    }

    private static String resource(String file) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream stream = loader.getResourceAsStream(FOLDER + file)) {
            return new String(
                    Objects.requireNonNull(stream, FOLDER + file + " is missing")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    /** Covers the files and the Java version, whose names of countries are recorded too. */
    private static String checksum(List<RecordFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            files.forEach(file -> digest.update(text(file).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(RecordFile file) {
        StringWriter text = new StringWriter();
        try (Reader reader = file.open()) {
            reader.transferTo(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return text.toString();
    }
}
