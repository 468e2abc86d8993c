package org.demarche.importing.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.demarche.importing.ImportException;
import org.demarche.importing.InputRow;

/** Rows that cannot be imported: counted by reason, and written to a file, which the first of them creates. */
public final class RejectedRows implements AutoCloseable {

    private final Path path;
    private final Map<String, Integer> countsByReason = new LinkedHashMap<>();
    private CsvWriter writer;

    public RejectedRows(Path path) {
        this.path = path;
    }

    /**
     * @param reason the same for all rows with the same error, by which they are counted
     * @param detail what is wrong in this row
     */
    public void add(InputRow row, String reason, String detail) {
        countsByReason.merge(reason, 1, Integer::sum);
        if (writer == null) {
            writer = open();
            writer.writeRecord("file", "line", "reason", "detail", "row");
        }
        writer.writeRecord(row.file(), Long.toString(row.line()), reason, detail, row.text());
    }

    public Map<String, Integer> countsByReason() {
        return countsByReason;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private CsvWriter open() {
        try {
            BufferedWriter file = Files.newBufferedWriter(path);
            return CsvWriter.builder().build(file);
        } catch (IOException failure) {
            throw new ImportException(
                    "The file for rejected rows, %s, cannot be written: %s; choose another with --rejects"
                            .formatted(path, failure.getMessage()));
        }
    }
}
