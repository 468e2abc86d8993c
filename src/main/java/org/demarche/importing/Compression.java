package org.demarche.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Decompresses files by their first bytes, and names those that are not text. */
final class Compression {

    private static final int BUFFER = 64 * 1024;

    /** How often a file may be compressed: a gzip file in a zip archive. */
    private static final int MAX_DEPTH = 2;

    private Compression() {}

    /**
     * @param stream supports marks
     * @throws ImportException if the content has a format that cannot be read
     */
    static InputStream decompressed(Path path, InputStream stream) throws IOException {
        InputStream content = stream;
        for (int depth = 0; ; depth++) {
            FileSignature signature = FileSignature.of(content);
            if (signature == null) {
                return content;
            }
            if (!signature.isReadable() || depth == MAX_DEPTH) {
                throw new ImportException("%s is %s".formatted(path, signature.description()));
            }
            content = new BufferedInputStream(
                    signature == FileSignature.GZIP
                            ? new GZIPInputStream(content, BUFFER)
                            : new ZipArchive.SingleFile(path, content),
                    BUFFER);
        }
    }
}
