package org.demarche.importing.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.demarche.importing.ImportException;
import org.demarche.importing.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvFileTest {

    @TempDir
    Path folder;

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        assertThat(read(text("b,more,a\n2,x,1\n\" y \",,z\n"))).containsExactly("2: 1 2", "3: z y");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndingsAreIgnored() throws IOException {
        assertThat(read(text("\ufeffa,b\r\n1,2\r\n"))).containsExactly("2: 1 2");
    }

    @Test
    void fieldsMayBeSeparatedBySemicolonsOrTabs() throws IOException {
        assertThat(read(text("a;b;c\n1,5;\"2;3\";x\n"))).containsExactly("2: 1,5 2;3");
        assertThat(read(text("\ufeff\"a;x\"\ta\tb\r\n0\t1;1\t2,2\r\n"))).containsExactly("2: 1;1 2,2");
        assertThat(read(text("\"a;;;x\",a,b\n0,1,2\n"))).containsExactly("2: 1 2");
    }

    @Test
    void aRejectedRowKeepsItsSeparators() throws IOException {
        read(text("a;b\n1\n"));
        read(text("a;b\n1;2;3\n"));
        assertThat(rejected()).last().isEqualTo("t.csv,2,wrong number of fields,3 instead of 2,1;2;3");
    }

    @Test
    void gzipIsRecognisedByItsContent() throws IOException {
        assertThat(read(Files.write(folder.resolve("t.csv"), gzip("a,b\nNA,é\n"))))
                .containsExactly("2: NA é");
    }

    @Test
    void aFieldMaySpanSeveralLines() throws IOException {
        assertThat(read(text("a,b\n\"1\n1\",2\n3,4\n"))).containsExactly("2: 1\n1 2", "4: 3 4");
    }

    @Test
    void rowsWithFewerOrMoreFieldsAreRejectedWithTheirLine() throws IOException {
        assertThat(read(text("a,b\n1\n1,2\n1,2,3\n"))).containsExactly("3: 1 2");
        assertThat(rejected())
                .containsExactly(
                        "file,line,reason,detail,row",
                        "t.csv,2,wrong number of fields,1 instead of 2,1",
                        "t.csv,4,wrong number of fields,3 instead of 2,\"1,2,3\"");
    }

    @Test
    void aQuotationMarkThatIsNotClosedIsNamed() throws IOException {
        assertThat(read(text("a,b\n1,2\n\"3,4\n5,6\n"))).containsExactly("2: 1 2");
        assertThat(rejected().get(1))
                .isEqualTo("t.csv,3,wrong number of fields,1 instead of 2 in 3 lines: is a quotation mark missing?,"
                        + "\"\"\"3,4");
    }

    @Test
    void columnsWithoutANameAreNotRead() throws IOException {
        assertThat(read(text("a,b,,\n1,2,,\n3,4\n5,6,,,\n"))).containsExactly("2: 1 2", "3: 3 4", "4: 5 6");
        assertThat(read(text("a,b\n1,2,,\n3,4, ,\n"))).containsExactly("2: 1 2", "3: 3 4");
        assertThat(read(text("\"\",a,b\n1,2,3\n"))).containsExactly("2: 2 3");
    }

    @Test
    void emptyLinesAreNotRead() throws IOException {
        assertThat(read(text("a,b\n\n1,2\n,\n  , \n"))).containsExactly("3: 1 2");
        assertThat(folder.resolve("rejected.csv")).doesNotExist();
    }

    @Test
    void aCellWithNaIsEmptyUnlessItIsReadLiterally() throws IOException {
        List<String> cells = new ArrayList<>();
        read(text("a,b\nNA, NA \nNAM,na\n"), row -> cells.add(row.get("a") + "|" + row.getLiterally("b")));
        assertThat(cells).containsExactly("|NA", "NAM|na");
    }

    @Test
    void aRowWithACharacterThatCannotBeStoredIsRejectedWithItsLine() throws IOException {
        assertThat(read(text("a,b,\n1,2,\n3,\"4\n\0\",\n5,6,\0\n7,8,\n"))).containsExactly("2: 1 2", "6: 7 8");
        assertThat(Files.readString(folder.resolve("rejected.csv")))
                .isEqualTo(
                        "file,line,reason,detail,row\r\n"
                                + "t.csv,3,character that cannot be stored,b contains the character U+0000,\"3,\"\"4\n\0\"\",\"\r\n"
                                + "t.csv,5,character that cannot be stored,column 3 contains the character U+0000,\"5,6,\0\"\r\n");
    }

    @Test
    void aRejectedRowIsKeptExactlyAsItWas() throws IOException {
        String row = "\"Côte, \"\"x\"\"\", 2 ,\"3\r\n\n3\",NA";
        assertThat(read(text("a,b\r\n1,2\r\n" + row + "\r\n" + row))).containsExactly("2: 1 2");
        try (CsvReader<CsvRecord> rejected = CsvReader.builder().ofCsvRecord(folder.resolve("rejected.csv"))) {
            assertThat(rejected.stream().map(record -> record.getField(1) + ": " + record.getField(4)))
                    .containsExactly("line: row", "3: " + row, "6: " + row);
        }
    }

    @Test
    void anInvalidFileIsExplainedInOneLine() throws IOException {
        fails(text("a,c\n1,2\n"), "t.csv is not a table: its first line does not name 'b'; required columns: a,b");
        fails(text(""), "t.csv is empty; expected a table");
        fails(text("a,b,a\n"), "t.csv: the column 'a' appears twice in the first line");
        fails(folder.resolve("none.csv"), "none.csv: no such file");
        fails(folder, "is a folder; give a file");
    }

    @Test
    void anotherEncodingIsRejected() throws IOException {
        byte[] latin = "a,b\nCôte,1\n".getBytes(Charset.forName("ISO-8859-1"));
        fails(Files.write(folder.resolve("t.csv"), latin), "t.csv is not UTF-8; convert it, for example with iconv");
        byte[] utf16 = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16);
        fails(Files.write(folder.resolve("t.csv"), utf16), "t.csv is in UTF-16; convert it to UTF-8, for example with");
    }

    @Test
    void aTruncatedOrDamagedGzipFileIsRejected() throws IOException {
        byte[] whole = gzip("a,b\n" + "1,2\n".repeat(50_000));
        fails(Files.write(folder.resolve("t.csv.gz"), Arrays.copyOf(whole, whole.length - 20)), "truncated or damaged");
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        fails(Files.write(folder.resolve("t.csv.gz"), damaged), "truncated or damaged");
    }

    @Test
    void anUnclosedQuotationMarkIsAnErrorBeforeTheEndOfTheFile() throws IOException {
        fails(text("a,b\n\"1,2\n" + "3,4\n".repeat(50_000)), "t.csv is not valid CSV");
    }

    private void fails(Path path, String message) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private List<String> read(Path path) throws IOException {
        List<String> rows = new ArrayList<>();
        read(path, row -> rows.add("%d: %s %s".formatted(row.line(), row.getLiterally("a"), row.get("b"))));
        return rows;
    }

    private void read(Path path, Consumer<CsvRow> consumer) throws IOException {
        try (RejectedRows rejectedRows = new RejectedRows(folder.resolve("rejected.csv"))) {
            new CsvFile(new InputFile(path), "a table", List.of("a", "b")).read(consumer, rejectedRows, bytes -> {});
        }
    }

    private List<String> rejected() throws IOException {
        return Files.readAllLines(folder.resolve("rejected.csv"));
    }

    private Path text(String content) throws IOException {
        return Files.writeString(folder.resolve("t.csv"), content);
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
