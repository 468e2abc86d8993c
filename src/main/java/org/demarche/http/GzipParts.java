package org.demarche.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Compresses a content of which never more than a part is in memory. Not thread-safe. */
public final class GzipParts implements AutoCloseable {

    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private final LeveledGzip gzip;

    public GzipParts() {
        try {
            gzip = new LeveledGzip(compressed, CompressibleBytes.FAST);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What can be sent after this part: often less than all of it, and perhaps nothing. */
    public byte[] add(byte[] part) {
        try {
            gzip.write(part);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return taken();
    }

    /** The rest, after the last part. */
    public byte[] finish() {
        close();
        return taken();
    }

    /** Frees the memory of the compressor, which is not on the heap. */
    @Override
    public void close() {
        try {
            gzip.close();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] taken() {
        byte[] bytes = compressed.toByteArray();
        compressed.reset();
        return bytes;
    }
}
