package org.demarche.importing;

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

/** A text file in UTF-8, plain or compressed with gzip. Its content decides, not its name. */
public record InputFile(Path path) {

    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    /** The name for messages. */
    public String name() {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /** The size on disk, in bytes. */
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException failure) {
            throw explain(failure);
        }
    }

    /** @param progress receives the number of bytes read from disk so far */
    public Reader open(LongConsumer progress) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ImportException("%s is a folder; give a file".formatted(path));
        }
        InputStream stream = new BufferedInputStream(new CountingStream(Files.newInputStream(path), progress), BUFFER);
        // The default decoder would replace malformed input by a question mark.
        Reader reader = new InputStreamReader(
                isGzip(stream) ? new GZIPInputStream(stream, BUFFER) : stream,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return skipByteOrderMark(new BufferedReader(reader, BUFFER));
    }

    /** Skips the byte order mark that some programs write before UTF-8. */
    private static Reader skipByteOrderMark(Reader reader) throws IOException {
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
            throw explain(failure);
        }
    }

    /** Explains a failed read to the person who named the file. */
    public ImportException explain(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new ImportException("%s: no such file".formatted(path));
        }
        if (failure instanceof CharacterCodingException) {
            return new ImportException("%s is not UTF-8; convert it, for example with iconv".formatted(path));
        }
        if (failure instanceof EOFException || failure instanceof ZipException) {
            return new ImportException(
                    "%s is truncated or damaged (%s); download it again".formatted(path, failure.getMessage()));
        }
        return new ImportException("%s cannot be read: %s".formatted(path, failure.getMessage()));
    }

    private static boolean isGzip(InputStream stream) throws IOException {
        stream.mark(2);
        boolean gzip = stream.read() == GZIP_MAGIC_1 && stream.read() == GZIP_MAGIC_2;
        stream.reset();
        return gzip;
    }

    private static final class CountingStream extends FilterInputStream {

        private final LongConsumer progress;
        private long count;

        CountingStream(InputStream stream, LongConsumer progress) {
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
