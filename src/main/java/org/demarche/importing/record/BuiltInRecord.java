package org.demarche.importing.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.SchemaVersion;
import org.demarche.database.WriteTransaction;
import org.demarche.error.StartupException;
import org.jboss.logging.Logger;

/**
 * The record that the service brings along, loaded when it starts. A fault in it stops the start. Read against the
 * tables only when it differs from what was loaded last, so that a start takes as long with a million stances as with
 * twenty, and so that a restart undoes no revision made since.
 */
@ApplicationScoped
public class BuiltInRecord {

    private static final Logger LOG = Logger.getLogger(BuiltInRecord.class);

    private static final String NAME = "built-in";
    private static final String FOLDER = "record/";

    private final RecordLoader loader;
    private final LoadedRecordRepository loaded;
    private final WriteTransaction transaction;
    private final CountryDirectory countries;
    private final SchemaVersion tables;

    BuiltInRecord(
            RecordLoader loader,
            LoadedRecordRepository loaded,
            WriteTransaction transaction,
            CountryDirectory countries,
            SchemaVersion tables) {
        this.loader = loader;
        this.loaded = loaded;
        this.transaction = transaction;
        this.countries = countries;
        this.tables = tables;
    }

    /** A service that may not change the tables finds the record there: the command migrate has loaded it. */
    void load(@Observes StartupEvent start) throws Throwable {
        if (!tables.migrated()) {
            tables.check();
            VertxContextSupport.subscribeAndAwait(countries::refresh);
            return;
        }
        List<RecordFile> texts = texts();
        VertxContextSupport.subscribeAndAwait(() -> transaction
                .alone(NAME, () -> loadIfNew(texts))
                .chain(countries::refresh)
                .onFailure(RecordException.class)
                .transform(invalid -> new StartupException(
                        "The built-in record cannot be loaded:%n%s".formatted(invalid.getMessage()))));
    }

    private Uni<Void> loadIfNew(List<RecordFile> texts) {
        String checksum = checksum(texts);
        return loaded.isLoaded(NAME, checksum).chain(done -> {
            if (done) {
                return Uni.createFrom().voidItem();
            }
            return loader.load(texts)
                    .invoke(report -> LOG.infof("Built-in record: %s", report))
                    .chain(() -> loaded.remember(NAME, checksum));
        });
    }

    /** index.txt lists the files: those in a jar, or a native executable, cannot be listed. */
    static List<RecordFile> texts() throws IOException {
        return resource("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .map(file -> {
                    try {
                        return new RecordFile(FOLDER + file, resource(file));
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

    /** Of the files, and of the Java whose names of countries are recorded with them. */
    private static String checksum(List<RecordFile> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            texts.forEach(text -> digest.update(text.content().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
