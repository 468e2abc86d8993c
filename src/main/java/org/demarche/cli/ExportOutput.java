package org.demarche.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Where an export is written. A file gets its name only when it is complete, so that nobody takes a part for the whole, and an
 * earlier file of this name stays until then.
 */
final class ExportOutput implements AutoCloseable {

    private final OutputStream stream;

    /** Null for standard output, and for what is no regular file, such as a pipe. */
    private final Path target;

    private final Path unfinished;
    private boolean completed;

    private ExportOutput(OutputStream stream, Path target, Path unfinished) {
        this.stream = stream;
        this.target = target;
        this.unfinished = unfinished;
    }

    /** @param path null for standard output */
    static ExportOutput open(Path path, boolean compressed) throws IOException {
        if (path == null) {
            // Not System.out, which hides that nobody reads any more.
            return new ExportOutput(new FileOutputStream(FileDescriptor.out), null, null);
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return new ExportOutput(encoded(Files.newOutputStream(path), compressed), null, null);
        }
        // A symbolic link stays one.
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path unfinished = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        OutputStream file = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new ExportOutput(encoded(file, compressed), target, unfinished);
    }

    private static OutputStream encoded(OutputStream file, boolean compressed) throws IOException {
        return compressed ? new GZIPOutputStream(file, 64 * 1024) : file;
    }

    void write(byte[] part) throws IOException {
        stream.write(part);
    }

    /** To be called when everything has been written. */
    void complete() throws IOException {
        stream.close();
        if (target != null) {
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        completed = true;
    }

    @Override
    public void close() throws IOException {
        if (!completed) {
            try {
                stream.close();
            } finally {
                if (unfinished != null) {
                    Files.deleteIfExists(unfinished);
                }
            }
        }
    }
}
