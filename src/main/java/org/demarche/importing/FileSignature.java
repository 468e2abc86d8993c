package org.demarche.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Formats that are not text, known by their first bytes. */
enum FileSignature {
    GZIP("compressed more than once; decompress it", "\u001f\u008b"),
    ZIP("compressed more than once; decompress it", "PK\u0003\u0004"),
    EMPTY_ZIP("a zip archive without files", "PK\u0005\u0006"),
    BZIP2("compressed with bzip2; decompress it with bunzip2", "BZh"),
    XZ("compressed with xz; decompress it with unxz", "\u00fd7zXZ"),
    ZSTANDARD("compressed with zstd; decompress it with unzstd", "\u0028\u00b5\u002f\u00fd"),
    SEVEN_ZIP("a 7z archive; unpack it, and import the file in it", "7z\u00bc\u00af"),
    RAR("a rar archive; unpack it, and import the file in it", "Rar!\u001a"),
    TAR("a tar archive; unpack it, and import the file in it", "ustar", 257),
    R_DATA("a data file of R; write its tables as CSV with write.csv", "RDX3\n"),
    R_OBJECT("a data file of R; write its table as CSV with write.csv", "X\n\u0000\u0000"),
    PARQUET("a Parquet file; export it as text", "PAR1"),
    EXCEL("an Excel workbook; save its sheet as CSV in UTF-8", "\u00d0\u00cf\u0011\u00e0"),
    PDF("a PDF document; download the data instead", "%PDF-"),
    UTF_16_LITTLE_ENDIAN("in UTF-16; convert it to UTF-8, for example with iconv", "\u00ff\u00fe"),
    UTF_16_BIG_ENDIAN("in UTF-16; convert it to UTF-8, for example with iconv", "\u00fe\u00ff");

    private static final int LONGEST = 512;

    private final String description;
    private final byte[] bytes;
    private final int offset;

    FileSignature(String description, String bytes) {
        this(description, bytes, 0);
    }

    FileSignature(String description, String bytes, int offset) {
        this.description = description;
        this.bytes = bytes.getBytes(StandardCharsets.ISO_8859_1);
        this.offset = offset;
    }

    /** What the file is, and what to do with it if it cannot be read. */
    String description() {
        return description;
    }

    boolean isReadable() {
        return this == GZIP || this == ZIP;
    }

    /**
     * The format of the stream, which is then where it was; null if it may be text.
     *
     * @param stream supports marks
     */
    static FileSignature of(InputStream stream) throws IOException {
        stream.mark(LONGEST);
        byte[] start = stream.readNBytes(LONGEST);
        stream.reset();
        for (FileSignature signature : values()) {
            if (signature.isIn(start)) {
                return signature;
            }
        }
        return null;
    }

    private boolean isIn(byte[] start) {
        for (int i = 0; i < bytes.length; i++) {
            if (offset + i >= start.length || start[offset + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
