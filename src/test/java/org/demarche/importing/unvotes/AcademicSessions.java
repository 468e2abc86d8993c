package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import org.demarche.importing.InputFile;
import org.demarche.importing.unvotes.file.UnVotesFiles;

/** Copies some sessions of the academic files. */
final class AcademicSessions {

    private static final int SESSION = 1;

    private AcademicSessions() {}

    static UnVotesFiles copy(UnVotesFiles files, Set<String> sessions, Path folder) throws IOException {
        Set<String> rollCalls = new HashSet<>();
        Path copy = copy(files.rollCalls(), folder, row -> {
            boolean chosen = sessions.contains(row.getField(SESSION));
            return chosen && rollCalls.add(row.getField(0));
        });
        Predicate<CsvRecord> ofChosen = row -> rollCalls.contains(row.getField(0));
        return new UnVotesFiles(
                copy, copy(files.votes(), folder, ofChosen), copy(files.issues(), folder, ofChosen), null);
    }

    /** With the header. */
    private static Path copy(Path file, Path folder, Predicate<CsvRecord> chosen) throws IOException {
        Path copy = folder.resolve(file.getFileName() + "-sessions.csv");
        try (Reader reader = new InputFile(file).open(bytes -> {});
                CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(reader);
                CsvWriter writer = CsvWriter.builder().build(copy)) {
            for (CsvRecord row : rows) {
                if (row.getStartingLineNumber() == 1 || chosen.test(row)) {
                    writer.writeRecord(row.getFields());
                }
            }
        }
        return copy;
    }
}
