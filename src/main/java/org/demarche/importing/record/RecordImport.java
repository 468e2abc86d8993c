package org.demarche.importing.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.VertxContextSupport;
import org.demarche.database.WriteTransaction;
import org.demarche.importing.ImportException;
import org.demarche.importing.csv.InputFile;

/** Imports a record from files. */
@ApplicationScoped
public class RecordImport {

    private static final Pattern RECORD = Pattern.compile(".+\\.(ya?ml|json)(\\.gz)?");
    private static final String NAME = "import";

    private final RecordLoader loader;
    private final WriteTransaction transaction;

    RecordImport(RecordLoader loader, WriteTransaction transaction) {
        this.loader = loader;
        this.transaction = transaction;
    }

    /**
     * @param path a file, or a folder of files
     * @throws RecordException for mistakes in the record
     * @throws ImportException for files that cannot be read
     */
    public LoadReport run(Path path, boolean dryRun) throws Throwable {
        List<RecordFile> texts = texts(path);
        return VertxContextSupport.subscribeAndAwait(() -> dryRun
                ? transaction.rehearseAlone(NAME, () -> loader.load(texts))
                : transaction.alone(NAME, () -> loader.load(texts)));
    }

    private static List<RecordFile> texts(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(text(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            List<RecordFile> texts = files.filter(file ->
                            RECORD.matcher(file.getFileName().toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(RecordImport::text)
                    .toList();
            if (texts.isEmpty()) {
                throw new ImportException("%s holds no record: no file *.yaml, *.yml or *.json".formatted(path));
            }
            return texts;
        }
    }

    private static RecordFile text(Path file) {
        return new RecordFile(file.toString(), new InputFile(file).readAll());
    }
}
