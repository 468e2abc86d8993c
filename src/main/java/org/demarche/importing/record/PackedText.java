package org.demarche.importing.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.demarche.importing.InputFile;

/**
 * The text of a file, compressed: a record takes a tenth of its size. So pipes can be read twice, and a file that is
 * written meanwhile is read as it was.
 */
final class PackedText implements RecordFile.Content {

    private static final int BUFFER = 64 * 1024;

    private final byte[] compressed;

    private PackedText(byte[] compressed) {
        this.compressed = compressed;
    }

    /**
     * @param limit in characters
     * @throws org.demarche.importing.ImportException if the file is longer, or cannot be read
     */
    static PackedText of(InputFile file, int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(new GZIPOutputStream(bytes, BUFFER), StandardCharsets.UTF_8)) {
            file.copyTo(writer, limit);
        } catch (IOException failure) {
            throw file.explain(failure);
        }
        return new PackedText(bytes.toByteArray());
    }

    @Override
    public Reader open() throws IOException {
        return new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER), StandardCharsets.UTF_8);
    }
}
