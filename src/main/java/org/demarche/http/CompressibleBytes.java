package org.demarche.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The content of a response, which is compressed at most once however often it is sent. */
public final class CompressibleBytes {

    /** In bytes. Smaller contents fit into one packet either way, and compressing takes longer than sending. */
    static final int MIN_SIZE = 1024;

    /** In bytes: compressing more takes longer than an event loop may be blocked, so a worker thread should do it. */
    private static final int MAX_SIZE_ON_EVENT_LOOP = 128 * 1024;

    /** An answer that is compressed and sent once: level 6 saves a tenth of its bytes in three times the time. */
    static final int FAST = 3;

    private static final int THOROUGH = 9;

    private final byte[] plain;
    private final int level;
    private volatile byte[] gzip;

    private CompressibleBytes(byte[] plain, int level) {
        this.plain = plain;
        this.level = level;
    }

    public static CompressibleBytes ofAnswer(byte[] plain) {
        return new CompressibleBytes(plain, FAST);
    }

    /** For content that is sent as long as the service runs. */
    public static CompressibleBytes ofFile(byte[] plain) {
        return new CompressibleBytes(plain, THOROUGH);
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
            compressed = compress(plain, level);
            gzip = compressed;
        }
        return compressed;
    }

    private static byte[] compress(byte[] plain, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (LeveledGzip compressor = new LeveledGzip(bytes, level)) {
            compressor.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
