package org.demarche.importing.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.WriteTransaction;
import org.demarche.importing.ImportException;
import org.demarche.importing.InputFile;

/** Imports a record from a file or folder. */
@Singleton
public class RecordImport {

    private static final Pattern RECORD_NAME = Pattern.compile(".+\\.(ya?ml|json)(\\.gz)?");
    private static final String NAME = "import";

    private final RecordLoader loader;
    private final WriteTransaction transaction;

    RecordImport(RecordLoader loader, WriteTransaction transaction) {
        this.loader = loader;
        this.transaction = transaction;
    }

    /**
     * @param path a file, or a folder of files
     * @throws RecordException if the record is invalid
     * @throws ImportException if a file cannot be read
     */
    public LoadReport run(Path path, boolean dryRun) throws Throwable {
        List<RecordFile> recordFiles = read(path);
        return VertxContextSupport.subscribeAndAwait(() -> dryRun
                ? transaction.dryRunExclusive(NAME, () -> loader.load(recordFiles))
                : transaction.runExclusive(NAME, () -> loader.load(recordFiles)));
    }

    private static List<RecordFile> read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(readFile(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            List<RecordFile> recordFiles = files.filter(file ->
                            RECORD_NAME.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(RecordImport::readFile)
                    .toList();
            if (recordFiles.isEmpty()) {
                throw new ImportException("%s contains no record: no file *.yaml, *.yml or *.json".formatted(path));
            }
            return recordFiles;
        }
    }

    private static RecordFile readFile(Path file) {
        return new RecordFile(file.toString(), new InputFile(file).readAll(RecordParser.MAX_FILE));
    }
}
