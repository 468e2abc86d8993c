package org.demarche.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** A zip archive that contains one file. */
final class ZipArchive {

    /** Names of files that are only in the documents of office programs, which are zip archives too. */
    private static final Set<String> OFFICE = Set.of("[Content_Types].xml", "mimetype");

    private static final int LISTED = 3;

    private ZipArchive() {}

    /** Rejects an archive with several files before it is read. */
    static void check(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] start = stream.readNBytes(4);
            if (start.length < 4 || start[0] != 'P' || start[1] != 'K' || start[2] != 3 || start[3] != 4) {
                return;
            }
        }
        try (ZipFile archive = new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1)) {
            check(
                    path,
                    archive.stream()
                            .filter(ZipArchive::isData)
                            .map(ZipEntry::getName)
                            .toList());
        }
    }

    private static void check(Path path, List<String> files) {
        if (files.stream().anyMatch(OFFICE::contains)) {
            throw new ImportException(
                    "%s is a document of an office program; save its sheet as CSV in UTF-8".formatted(path));
        }
        if (files.size() != 1) {
            throw new ImportException("%s is a zip archive with %s; unpack it, and import the files in it"
                    .formatted(
                            path,
                            files.isEmpty()
                                    ? "no file"
                                    : "several files, such as "
                                            + String.join(", ", files.subList(0, Math.min(LISTED, files.size())))));
        }
    }

    /** Not a folder, and not what file managers add to archives. */
    private static boolean isData(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && !name.startsWith("__MACOSX/")
                && !name.substring(name.lastIndexOf('/') + 1).startsWith(".");
    }

    /** The content of the only file of an archive that may come from a pipe. */
    static final class SingleFile extends FilterInputStream {

        private final Path path;
        private final ZipInputStream archive;
        private final String name;

        SingleFile(Path path, InputStream stream) throws IOException {
            this(path, new ZipInputStream(stream, StandardCharsets.ISO_8859_1));
        }

        private SingleFile(Path path, ZipInputStream archive) throws IOException {
            super(archive);
            this.path = path;
            this.archive = archive;
            this.name = next();
            check(path, name == null ? List.of() : List.of(name));
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int read = super.read(bytes, from, length);
                if (read < 0) {
                    String second = next();
                    if (second != null) {
                        check(path, List.of(name, second));
                    }
                }
                return read;
            } catch (ZipException unsupported) {
                throw explained(unsupported);
            }
        }

        /** The name of the next file; null at the end. */
        private String next() throws IOException {
            try {
                for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                    if (isData(entry)) {
                        return entry.getName();
                    }
                }
                return null;
            } catch (ZipException unsupported) {
                throw explained(unsupported);
            }
        }

        /** Not a ZipException: the archive need not be damaged, it may be encrypted. */
        private static IOException explained(ZipException unsupported) {
            return new IOException(unsupported.getMessage() + "; unpack it, and import the file in it", unsupported);
        }
    }
}
