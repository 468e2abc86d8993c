package org.demarche.importing.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.Maintenance;
import org.demarche.database.WriteTransaction;
import org.demarche.importing.ImportAuthor;
import org.demarche.importing.ImportException;
import org.demarche.importing.InputFile;

/** Imports a record from a file or folder. */
@Singleton
public class RecordImport {

    private static final Pattern RECORD_NAME = Pattern.compile(".+\\.(ya?ml|json)(\\.gz)?");

    /** Files that operating systems put into folders, among them ._record.yaml beside record.yaml, which is no YAML. */
    private static final Pattern HIDDEN_NAME =
            Pattern.compile("\\..*|(eh)?thumbs\\.db|desktop\\.ini", Pattern.CASE_INSENSITIVE);

    private static final String NAME = "import";

    /** From so many changed entries on, what PostgreSQL knows about the tables is out of date, and queries would be slow. */
    private static final int MANY = 10_000;

    private final RecordLoader loader;
    private final WriteTransaction transaction;
    private final Maintenance maintenance;

    RecordImport(RecordLoader loader, WriteTransaction transaction, Maintenance maintenance) {
        this.loader = loader;
        this.transaction = transaction;
        this.maintenance = maintenance;
    }

    /**
     * @param path a file, or a folder of files
     * @param leftAlone receives the names of hidden files in the folder
     * @throws RecordException if the record is invalid
     * @throws ImportException if a file cannot be read
     */
    public LoadReport run(Path path, boolean dryRun, Consumer<String> leftAlone) throws Throwable {
        List<RecordFile> recordFiles = read(path, leftAlone);
        ChangeAuthor author = ImportAuthor.of("import record", List.of(path));
        LoadReport report = VertxContextSupport.subscribeAndAwait(() -> dryRun
                ? transaction.bulkDryRun(author, NAME, batch -> loader.load(batch, recordFiles))
                : transaction.bulk(author, NAME, batch -> loader.load(batch, recordFiles)));
        if (!dryRun && report.changes() >= MANY) {
            VertxContextSupport.subscribeAndAwait(maintenance::vacuumAnalyze);
        }
        return report;
    }

    static List<RecordFile> read(Path path, Consumer<String> leftAlone) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(readFile(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            List<RecordFile> recordFiles = files.filter(Files::isRegularFile)
                    .sorted()
                    .filter(file -> !isHidden(file, leftAlone))
                    .filter(file ->
                            RECORD_NAME.matcher(file.getFileName().toString()).matches())
                    .map(RecordImport::readFile)
                    .toList();
            if (recordFiles.isEmpty()) {
                throw new ImportException("%s contains no record: no file *.yaml, *.yml or *.json".formatted(path));
            }
            return recordFiles;
        }
    }

    private static boolean isHidden(Path file, Consumer<String> leftAlone) {
        String name = file.getFileName().toString();
        boolean hidden = HIDDEN_NAME.matcher(name).matches();
        if (hidden) {
            leftAlone.accept(name);
        }
        return hidden;
    }

    private static RecordFile readFile(Path file) {
        return new RecordFile(file.toString(), PackedText.of(new InputFile(file), RecordParser.MAX_FILE));
    }
}
