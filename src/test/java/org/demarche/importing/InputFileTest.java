package org.demarche.importing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InputFileTest {

    private static final int LIMIT = 10_000_000;
    private static final String TEXT = "a,é\n".repeat(100_000);

    @TempDir
    Path folder;

    @Test
    void aPlainFileIsReadAndItsSizeKnown() throws IOException {
        InputFile file = file(TEXT.getBytes(StandardCharsets.UTF_8));
        assertThat(text(file, LIMIT)).isEqualTo(TEXT);
        assertThat(file.size()).hasValue(500_000);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsReadLikeAFile() throws Exception {
        for (byte[] content : new byte[][] {TEXT.getBytes(StandardCharsets.UTF_8), gzip(TEXT), zip("t.csv", TEXT)}) {
            InputFile pipe = new InputFile(folder.resolve("pipe"));
            assertThat(new ProcessBuilder("mkfifo", pipe.path().toString())
                            .start()
                            .waitFor())
                    .isZero();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(pipe.path(), content));
            assertThat(pipe.size()).isEmpty();
            assertThat(text(pipe, LIMIT)).isEqualTo(TEXT);
            writer.join();
            Files.delete(pipe.path());
        }
    }

    @Test
    void standardInputIsReadAlsoWhereItCannotBeOpenedAgain() throws IOException {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(gzip(TEXT)));
            assertThat(text(new InputFile(Path.of("/dev/stdin")), LIMIT)).isEqualTo(TEXT);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void allMembersOfAGzipFileAreRead() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("one\n"));
        members.write(gzip("two\n"));
        assertThat(text(file(members.toByteArray()), LIMIT)).isEqualTo("one\ntwo\n");
    }

    @Test
    void aZipArchiveWithOneFileIsRead() throws IOException {
        assertThat(text(
                        file(zip("un/votes.csv", TEXT, "un/", "", "__MACOSX/un/._votes.csv", "x", "un/.DS_Store", "x")),
                        LIMIT))
                .isEqualTo(TEXT);
    }

    @Test
    void aZipArchiveWithSeveralFilesIsRejectedWithTheirNames() throws IOException {
        fails(
                zip("a.csv", "a", "b.csv", "b", "c.csv", "c", "d.csv", "d"),
                "t.csv is a zip archive with several files, such as a.csv, b.csv, c.csv; unpack it, and import the files"
                        + " in it");
        fails(zip("folder/", ""), "t.csv is a zip archive with no file");
        fails(zip("[Content_Types].xml", "x", "xl/workbook.xml", "x"), "t.csv is a document of an office program");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aZipArchiveWithSeveralFilesIsRejectedInAPipeToo() throws Exception {
        InputFile pipe = new InputFile(folder.resolve("pipe"));
        assertThat(new ProcessBuilder("mkfifo", pipe.path().toString()).start().waitFor())
                .isZero();
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(() -> write(pipe.path(), zip("a.csv", "a", "b.csv", "b")));
        assertThatThrownBy(() -> text(pipe, LIMIT))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("pipe is a zip archive with several files, such as a.csv, b.csv");
        writer.join();
    }

    @Test
    void aDamagedZipArchiveIsRejected() throws IOException {
        byte[] whole = zip("a.csv", TEXT);
        fails(java.util.Arrays.copyOf(whole, whole.length - 30), "truncated or damaged");
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        fails(damaged, "unpack it, and import the file in it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BZh91AY&SY             | compressed with bzip2; decompress it with bunzip2",
                "\u00fd7zXZ\u0000         | compressed with xz; decompress it with unxz",
                "7z\u00bc\u00af'\u001c     | a 7z archive",
                "\u00d0\u00cf\u0011\u00e0 | an Excel workbook; save its sheet as CSV in UTF-8",
                "%PDF-1.7               | a PDF document",
                "PAR1                   | a Parquet file",
                "\u00ff\u00fea\u0000     | in UTF-16; convert it to UTF-8, for example with iconv",
            })
    void aFileThatIsNotTextIsRejectedByTheNameOfItsFormat(String start, String reason) throws IOException {
        fails((start + "\n").getBytes(StandardCharsets.ISO_8859_1), "t.csv is " + reason);
    }

    @Test
    void whatIsInsideACompressedFileIsNamedToo() throws IOException {
        fails(gzip("RDX3\nX"), "t.csv is a data file of R; write its tables as CSV with write.csv");
        fails(gzip(" ".repeat(257) + "ustar"), "t.csv is a tar archive");
        fails(gzip(gzip(gzip("a,b"))), "t.csv is compressed more than once");
        assertThat(text(file(gzip(gzip("a,b"))), LIMIT)).isEqualTo("a,b");
    }

    @Test
    void aTextThatIsTooLongIsRejected() throws IOException {
        InputFile file = file(gzip(TEXT));
        assertThatThrownBy(() -> text(file, 1000))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("has more than 1,000 characters");
    }

    private void fails(byte[] content, String message) throws IOException {
        InputFile file = file(content);
        assertThatThrownBy(() -> text(file, LIMIT))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private static String text(InputFile file, int limit) {
        StringWriter text = new StringWriter();
        file.copyTo(text, limit);
        return text.toString();
    }

    private InputFile file(byte[] content) throws IOException {
        return new InputFile(Files.write(folder.resolve("t.csv"), content));
    }

    private static void write(Path path, byte[] content) {
        try {
            Files.write(path, content);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] gzip(String content) throws IOException {
        return gzip(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** @param namesAndContents alternately */
    private static byte[] zip(String... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
