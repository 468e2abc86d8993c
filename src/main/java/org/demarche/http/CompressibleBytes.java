package org.demarche.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** The content of a response, which is compressed at most once however often it is sent. */
public final class CompressibleBytes {

    /** In bytes. Smaller contents fit into one packet either way, and compressing takes longer than sending. */
    static final int MIN_SIZE = 1024;

    /** In bytes: compressing more takes longer than an event loop may be blocked, so a worker thread should do it. */
    private static final int MAX_SIZE_ON_EVENT_LOOP = 128 * 1024;

    private final byte[] plain;
    private volatile byte[] gzip;

    public CompressibleBytes(byte[] plain) {
        this.plain = plain;
    }

    public byte[] plain() {
        return plain;
    }

    /** The size of what is kept in memory, in bytes. Grows when the content is compressed. */
    public int weight() {
        byte[] compressed = gzip;
        return plain.length + (compressed == null ? 0 : compressed.length);
    }

    /** Whether the content should be sent compressed to such a client. */
    public boolean isCompressedFor(AcceptedCoding accepted) {
        return switch (accepted) {
            case GZIP -> plain.length >= MIN_SIZE;
            case GZIP_ONLY -> true;
            case IDENTITY, NONE -> false;
        };
    }

    /** Whether {@link #gzip} would take too long for an event loop. */
    public boolean isSlowToCompress() {
        return gzip == null && plain.length > MAX_SIZE_ON_EVENT_LOOP;
    }

    public byte[] gzip() {
        byte[] compressed = gzip;
        if (compressed == null) {
            compressed = compress(plain);
            gzip = compressed;
        }
        return compressed;
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream compressor = new GZIPOutputStream(bytes, 8192)) {
            compressor.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
