package org.demarche.importing.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
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
 * A CSV file (RFC 4180) whose first line names the columns. Its fields may also be separated by semicolons or tabs.
 *
 * @param description of the expected content, for messages: a list of votes
 * @param columns that are required; others are ignored
 */
public record CsvFile(InputFile file, String description, List<String> columns) {

    /** In characters. Without a limit, an unclosed quotation mark would make one field of the rest of the file. */
    private static final int MAX_FIELD = 64 * 1024;

    /** Rejects rows that have not the fields of the first line, or contain what the database cannot store. */
    public void read(Consumer<CsvRow> consumer, RejectedRows rejectedRows, LongConsumer progress) {
        read(names -> {}, consumer, rejectedRows, progress);
    }

    /** @param namesOfColumns receives the names of the columns before the first row, and may reject the file */
    public void read(
            Consumer<Set<String>> namesOfColumns,
            Consumer<CsvRow> consumer,
            RejectedRows rejectedRows,
            LongConsumer progress) {
        try (Reader reader = file.open(progress);
                RecordedLines lines = new RecordedLines(reader);
                CsvReader<CsvRecord> csv = CsvReader.builder()
                        .fieldSeparator(FieldSeparator.of(reader))
                        .allowMissingFields(true)
                        .allowExtraFields(true)
                        .detectBomHeader(false)
                        .maxBufferSize(MAX_FIELD)
                        .ofCsvRecord(lines)) {
            Iterator<CsvRecord> records = csv.iterator();
            if (!records.hasNext()) {
                throw new ImportException("%s is empty; expected %s".formatted(file.path(), description));
            }
            CsvColumns header = header(records.next());
            namesOfColumns.accept(header.names());
            while (records.hasNext()) {
                CsvRecord next = records.next();
                lines.discardBefore(next.getStartingLineNumber());
                read(new CsvRow(file.name(), header, next, lines), consumer, rejectedRows);
            }
        } catch (IOException failure) {
            throw file.explain(failure);
        } catch (UncheckedIOException failure) {
            throw file.explain(failure.getCause());
        } catch (CsvParseException malformed) {
            throw explain(malformed);
        }
    }

    private static void read(CsvRow row, Consumer<CsvRow> consumer, RejectedRows rejectedRows) {
        if (row.isBlank()) {
            return;
        }
        String invalidCharacter = row.invalidCharacter();
        if (!row.isComplete()) {
            rejectedRows.add(row, "wrong number of fields", row.fieldCounts());
        } else if (invalidCharacter != null) {
            rejectedRows.add(row, "character that cannot be stored", invalidCharacter);
        } else {
            consumer.accept(row);
        }
    }

    private CsvColumns header(CsvRecord first) {
        CsvColumns header = new CsvColumns(first.getFields());
        header.repeated().ifPresent(name -> {
            throw new ImportException(
                    "%s: the column '%s' appears twice in the first line".formatted(file.path(), name));
        });
        String missing = columns.stream()
                .filter(column -> !header.has(column))
                .map(column -> "'" + column + "'")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ImportException("%s is not %s: its first line does not name %s; required columns: %s"
                    .formatted(file.path(), description, missing, String.join(",", columns)));
        }
        return header;
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
