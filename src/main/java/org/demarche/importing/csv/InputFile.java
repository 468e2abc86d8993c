package org.demarche.importing.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.demarche.importing.ImportException;

/** A text file as it comes: plain or compressed by gzip, whatever its name, and in UTF-8. */
public record InputFile(Path path) {

    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    /** How messages call it. */
    public String name() {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /** What lies on the disk, in bytes. */
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    /** @param progress is told how many of the bytes on the disk have been read */
    public Reader open(LongConsumer progress) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ImportException("%s is a folder; name a file".formatted(path));
        }
        InputStream stream = new BufferedInputStream(new Counted(Files.newInputStream(path), progress), BUFFER);
        // Not what the decoder does by itself, which would put a question mark for what it cannot read.
        Reader reader = new InputStreamReader(
                isGzip(stream) ? new GZIPInputStream(stream, BUFFER) : stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return withoutMark(new BufferedReader(reader, BUFFER));
    }

    /** Without the byte order mark that some programs put before UTF-8. */
    private static Reader withoutMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    public String readAll() {
        try (Reader reader = open(read -> {})) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[BUFFER];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                text.append(buffer, 0, read);
            }
            return text.toString();
        } catch (IOException failure) {
            throw fault(failure);
        }
    }

    /** What a failure to read means for whoever gave the file. */
    public ImportException fault(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new ImportException("%s: there is no such file".formatted(path));
        }
        if (failure instanceof CharacterCodingException) {
            return new ImportException("%s is not UTF-8; convert it, for instance by iconv".formatted(path));
        }
        if (failure instanceof EOFException || failure instanceof ZipException) {
            return new ImportException(
                    "%s is cut off or damaged: gzip says '%s'; fetch it again".formatted(path, failure.getMessage()));
        }
        return new ImportException("%s cannot be read: %s".formatted(path, failure.getMessage()));
    }

    private static boolean isGzip(InputStream stream) throws IOException {
        stream.mark(2);
        boolean gzip = stream.read() == GZIP_MAGIC_1 && stream.read() == GZIP_MAGIC_2;
        stream.reset();
        return gzip;
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer progress;
        private long count;

        Counted(InputStream stream, LongConsumer progress) {
            super(stream);
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                count += read;
                progress.accept(count);
            }
            return read;
        }
    }
}
