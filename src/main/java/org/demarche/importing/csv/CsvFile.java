package org.demarche.importing.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.demarche.importing.ImportException;

/**
 * A table with a line of column names, as RFC 4180 has it.
 *
 * @param what what the file should be, for messages: a list of votes
 * @param columns that it must have; others are passed over
 */
public record CsvFile(InputFile file, String what, List<String> columns) {

    /** In characters: a quotation mark that is never closed would make one field of the rest of the file. */
    private static final int MAX_FIELD = 64 * 1024;

    /** Rows with fewer or more fields than the first line go to the rejections. */
    public void read(Consumer<CsvRow> row, RejectedRows rejections, LongConsumer progress) {
        try (Reader reader = file.open(progress);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .detectBomHeader(false)
                        .maxBufferSize(MAX_FIELD)
                        .ofCsvRecord(reader)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new ImportException("%s is empty; it should be %s".formatted(file.path(), what));
            }
            Map<String, Integer> places = places(records.next());
            while (records.hasNext()) {
                CsvRow next = new CsvRow(file.name(), places, records.next());
                if (next.isComplete()) {
                    row.accept(next);
                } else {
                    rejections.add(next, "wrong number of fields", next.fieldsFound());
                }
            }
        } catch (IOException failure) {
            throw file.fault(failure);
        } catch (UncheckedIOException failure) {
            throw file.fault(failure.getCause());
        } catch (CsvParseException broken) {
            throw unreadable(broken);
        }
    }

    private Map<String, Integer> places(CsvRecord header) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.getFieldCount(); i++) {
            if (places.put(header.getField(i).strip(), i) != null) {
                throw new ImportException("%s: the column '%s' stands there twice"
                        .formatted(file.path(), header.getField(i).strip()));
            }
        }
        String missing = columns.stream()
                .filter(column -> !places.containsKey(column))
                .map(column -> "'" + column + "'")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ImportException("%s is not %s: its first line has no column %s; it should name %s"
                    .formatted(file.path(), what, missing, String.join(",", columns)));
        }
        return places;
    }

    private ImportException unreadable(CsvParseException broken) {
        for (Throwable cause = broken.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException failure) {
                return file.fault(failure);
            }
        }
        return new ImportException("%s is no CSV: %s".formatted(file.path(), broken.getMessage()));
    }
}
