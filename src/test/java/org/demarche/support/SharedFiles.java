package org.demarche.support;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Public data files that are not part of this repository, in the folder that the system property {@code demarche.shared}
 * names: {@code mvn verify -Ddemarche.shared=FOLDER}.
 */
public final class SharedFiles {

    private static final String PROPERTY = "demarche.shared";

    private SharedFiles() {}

    /** Skips the test when the property is not set; fails when its folder lacks the file. */
    public static Path file(String path) {
        String folder = System.getProperty(PROPERTY, "");
        if (folder.isBlank()) {
            String reason = "Skipped: needs data/%s in a folder that -D%s names".formatted(path, PROPERTY);
            System.out.println(reason);
            abort(reason);
        }
        Path file = Path.of(folder, "data").resolve(path).toAbsolutePath();
        if (!Files.exists(file)) {
            throw new IllegalStateException("%s does not exist: -D%s is %s".formatted(file, PROPERTY, folder));
        }
        return file;
    }
}
