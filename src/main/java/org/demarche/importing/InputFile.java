package org.demarche.importing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/**
 * A text file in UTF-8, plain or compressed with gzip or zip. Its content decides, not its name. It can be a pipe, because
 * it is read once, from its beginning to its end.
 */
public record InputFile(Path path) {

    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** Not opened as a file: where it is a socket, as in some remote shells, it cannot be opened a second time. */
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    /** The name for messages. */
    public String name() {
        if (path.getFileName() == null) {
            return path.toString();
        }
        String name = path.getFileName().toString();
        // In the locale C, Java shows a replacement character for every byte of other letters.
        return name.indexOf('\ufffd') < 0 ? name : path.toUri().getPath().replaceFirst(".*/", "");
    }

    /** The size on disk, in bytes; empty for a pipe. */
    public OptionalLong size() {
        boolean regular = Files.isRegularFile(path);
        if (!regular && path.equals(STANDARD_INPUT)) {
            return OptionalLong.empty();
        }
        try {
            long size = Files.size(path);
            return regular ? OptionalLong.of(size) : OptionalLong.empty();
        } catch (IOException failure) {
            throw explain(failure);
        }
    }

    /** @param progress receives the number of bytes read from disk so far */
    public Reader open(LongConsumer progress) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ImportException("%s is a folder; give a file".formatted(path));
        }
        if (Files.isRegularFile(path)) {
            ZipArchive.check(path);
        }
        InputStream stream = new BufferedInputStream(new CountingStream(stream(), progress), BUFFER);
        // The default decoder would replace malformed input by a question mark.
        Reader reader = new InputStreamReader(
                Compression.decompressed(path, stream),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return skipByteOrderMark(new BufferedReader(reader, BUFFER));
    }

    private InputStream stream() throws IOException {
        return path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path);
    }

    /** Skips the byte order mark that some programs write before UTF-8. */
    private static Reader skipByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /**
     * @param limit in characters
     * @throws ImportException if the file is longer, or cannot be read
     */
    public void copyTo(Writer writer, int limit) {
        try (Reader reader = open(read -> {})) {
            char[] buffer = new char[BUFFER];
            long length = 0;
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                writer.write(buffer, 0, read);
                length += read;
                if (length > limit) {
                    throw new ImportException(
                            "%s has more than %,d characters; split it into several files".formatted(path, limit));
                }
            }
        } catch (IOException failure) {
            throw explain(failure);
        }
    }

    /** Explains a failed read to the person who named the file. */
    public ImportException explain(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return new ImportException("%s: no such file".formatted(path));
        }
        if (failure instanceof AccessDeniedException) {
            return new ImportException("%s: no permission to read this file".formatted(path));
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

        /**
         * Always says that there may be more. A pipe cannot tell how much is left, and fails if it is asked for its
         * position; and GZIPInputStream takes 0 for the end of the file, although another member can follow.
         */
        @Override
        public int available() {
            return 1;
        }
    }
}
