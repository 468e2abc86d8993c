package org.demarche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.apache.commons.io.FileUtils;

/**
 * Files that are expensive to make and that many tests use. They are made once per build and stay in
 * {@code target/prepared}: test JVMs that run side by side wait for the first of them.
 */
final class PreparedFiles {

    private static final Path ROOT = Path.of("target", "prepared").toAbsolutePath();

    private PreparedFiles() {}

    /** Fills an empty folder. */
    interface Maker {
        void fill(Path folder) throws IOException;
    }

    /**
     * The folder that the maker has filled, now or earlier.
     *
     * @param key changes with everything that the files depend on; the folder of an earlier key is deleted
     */
    static Path once(String name, String key, Maker maker) throws IOException {
        Files.createDirectories(ROOT);
        Path folder = ROOT.resolve(name)
                .resolve(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString());
        try (FileChannel channel = FileChannel.open(
                        ROOT.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IOException("No lock on " + folder);
            }
            if (!Files.exists(folder)) {
                FileUtils.deleteDirectory(folder.getParent().toFile());
                // Moved to its name when it is complete: an interrupted build leaves nothing that looks complete.
                Path incomplete = Files.createDirectories(folder.resolveSibling("incomplete"));
                maker.fill(incomplete);
                Files.move(incomplete, folder);
            }
        }
        return folder;
    }

    /** A lock belongs to a JVM, in which Quarkus may load this class several times. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException heldByThisJvm) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** Changes when one of the files does, by name, size or time. */
    static String fingerprint(Path files) throws IOException {
        TreeMap<String, String> all = new TreeMap<>();
        try (Stream<Path> found = Files.walk(files)) {
            found.filter(Files::isRegularFile).forEach(file -> all.put(file.toString(), sizeAndTime(file)));
        }
        return all.toString();
    }

    private static String sizeAndTime(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
