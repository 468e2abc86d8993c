package org.demarche.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses with a level, from 1 (fast) to 9 (thorough). */
final class LeveledGzip extends GZIPOutputStream {

    LeveledGzip(OutputStream out, int level) throws IOException {
        super(out, 8192);
        def.setLevel(level);
    }
}
