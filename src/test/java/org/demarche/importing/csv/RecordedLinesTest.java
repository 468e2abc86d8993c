package org.demarche.importing.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.demarche.importing.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RecordedLinesTest {

    private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

    /** Without a single CR in quotation marks: FastCSV 4.1 ignores an LF that follows it behind the closing mark. */
    private static final List<String> FIELDS =
            List.of("", "a", "\"a\"", "\"\"\"\"", "\"\n\"", "\"\r\n\"", "\"x\n\r\n\n,\"", "b\"c", " \"", "é🇨🇮");

    @TempDir
    Path folder;

    @Test
    void everyRowOfAnyFileIsRepeatedExactly() throws IOException {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            assertThat(rows(random, 20)).as("run %d", run).isTrue();
        }
    }

    @Test
    void linesThatHaveBeenReadAreForgotten() throws IOException {
        assertThat(rows(new Random(8), 100_000)).isTrue();
    }

    private boolean rows(Random random, int count) throws IOException {
        List<String> written = new ArrayList<>();
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < count; i++) {
            String row = "%d,%s,%s".formatted(i, any(random, FIELDS), any(random, FIELDS));
            written.add(row);
            text.append(row).append(any(random, ENDS));
            text.append(random.nextInt(10) == 0 ? any(random, ENDS) : "");
        }
        List<String> read = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("t.csv"), text);
        Path rejects = folder.resolve("rejected.csv");
        try (RejectedRows rejected = new RejectedRows(rejects)) {
            new CsvFile(new InputFile(file), "a table", List.of("a"))
                    .read(row -> read.add(row.text()), rejected, bytes -> {});
        }
        assertThat(Files.exists(rejects) ? Files.readString(rejects) : "").isEmpty();
        return read.equals(written);
    }

    private static String any(Random random, List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
