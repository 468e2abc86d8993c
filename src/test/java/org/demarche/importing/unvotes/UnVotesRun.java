package org.demarche.importing.unvotes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.demarche.importing.ImportResult;
import org.demarche.importing.unvotes.file.UnVotesFiles;

/** Runs imports of files in a folder, whose rejected rows go to a file in it. */
record UnVotesRun(UnVotesImport imports, Path folder) {

    Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Path writeCompressed(String name, String content) {
        Path path = folder.resolve(name);
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(path))) {
            file.write(content.getBytes(StandardCharsets.UTF_8));
            return path;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Path rejects() {
        return folder.resolve("rejected.csv");
    }

    List<String> rejected() {
        try {
            return Files.readAllLines(rejects());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<String> lines(UnVotesFiles files) {
        return report(files).lines();
    }

    ImportResult result(UnVotesFiles files) {
        return report(files).result();
    }

    private UnVotesReport report(UnVotesFiles files) {
        try {
            return imports.run(files, rejects(), false, new NoProgress());
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
