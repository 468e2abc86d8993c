package org.demarche.importing.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.demarche.importing.ImportException;
import org.demarche.importing.InputFile;

/**
 * A CSV file (RFC 4180) whose first line names the columns.
 *
 * @param description of the expected content, for messages: a list of votes
 * @param columns that are required; others are ignored
 */
public record CsvFile(InputFile file, String description, List<String> columns) {

    /** In characters. Without a limit, an unclosed quotation mark would make one field of the rest of the file. */
    private static final int MAX_FIELD = 64 * 1024;

    /** Rejects rows with fewer or more fields than the first line. */
    public void read(Consumer<CsvRow> consumer, RejectedRows rejectedRows, LongConsumer progress) {
        read(names -> {}, consumer, rejectedRows, progress);
    }

    /** @param header receives the names of the columns before the first row, and may reject the file */
    public void read(
            Consumer<Set<String>> header, Consumer<CsvRow> consumer, RejectedRows rejectedRows, LongConsumer progress) {
        try (Reader reader = file.open(progress);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .detectBomHeader(false)
                        .maxBufferSize(MAX_FIELD)
                        .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new ImportException("%s is empty; expected %s".formatted(file.path(), description));
            }
            Map<String, Integer> columnIndexes = columnIndexes(records.next());
            header.accept(columnIndexes.keySet());
            while (records.hasNext()) {
                CsvRow next = new CsvRow(file.name(), columnIndexes, records.next());
                if (next.isComplete()) {
                    consumer.accept(next);
                } else {
                    rejectedRows.add(next, "wrong number of fields", next.fieldCounts());
                }
            }
        } catch (IOException failure) {
            throw file.explain(failure);
        } catch (UncheckedIOException failure) {
            throw file.explain(failure.getCause());
        } catch (CsvParseException malformed) {
            throw explain(malformed);
        }
    }

    private Map<String, Integer> columnIndexes(CsvRecord header) {
        Map<String, Integer> columnIndexes = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            if (columnIndexes.put(header.getField(i).strip(), i) != null) {
                throw new ImportException("%s: the column '%s' appears twice in the first line"
                        .formatted(file.path(), header.getField(i).strip()));
            }
        }
        String missing = columns.stream()
                .filter(column -> !columnIndexes.containsKey(column))
                .map(column -> "'" + column + "'")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ImportException("%s is not %s: its first line does not name %s; required columns: %s"
                    .formatted(file.path(), description, missing, String.join(",", columns)));
        }
        return columnIndexes;
    }

    private ImportException explain(CsvParseException malformed) {
        for (Throwable cause = malformed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failure) {
                return file.explain(failure);
            }
        }
        return new ImportException("%s is not valid CSV: %s".formatted(file.path(), malformed.getMessage()));
    }
}
