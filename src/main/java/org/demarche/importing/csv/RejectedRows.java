package org.demarche.importing.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.demarche.importing.ImportException;

/** Rows that cannot be taken: counted by reason, and written to a file from the first one on. */
public final class RejectedRows implements AutoCloseable {

    private final Path path;
    private final Map<String, Integer> byReason = new LinkedHashMap<>();
    private CsvWriter writer;

    public RejectedRows(Path path) {
        this.path = path;
    }

    /**
     * @param reason the same words for all rows that have the same fault
     * @param detail what it is in this row
     */
    public void add(CsvRow row, String reason, String detail) {
        byReason.merge(reason, 1, Integer::sum);
        if (writer == null) {
            writer = open();
            writer.writeRecord("file", "line", "reason", "detail", "row");
        }
        writer.writeRecord(
                row.file(),
                Long.toString(row.line()),
                reason,
                detail,
                String.join(",", row.record().getFields()));
    }

    public Map<String, Integer> byReason() {
        return byReason;
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
            throw new ImportException("The file for rejected rows, %s, cannot be written: %s; name another by --rejects"
                    .formatted(path, failure.getMessage()));
        }
    }
}
