package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseTest {

    @TempDir
    Path temporary;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @SuppressWarnings("try") // It only has to run
    void onlyTheOwnerMayAccessTheDataAndTheBinaries() throws IOException {
        Path folder = temporary.resolve("data");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, Map.of())) {
            assertThat(Stream.of(folder, folder.resolve("binaries"), folder.resolve("postgres")))
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .isEqualTo(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Test
    void eachFolderHasItsOwnBinaries() throws IOException {
        for (String name : List.of("one", "another")) {
            Path folder = temporary.resolve(name);
            EmbeddedDatabase.start(folder, Map.of()).close();
            assertThat(folder.resolve("binaries")).isNotEmptyDirectory();
        }
    }

    @Test
    void itStartsUnderALocaleWithOtherDigits() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("ar", "EG"));
        try (EmbeddedDatabase database = EmbeddedDatabase.start(temporary.resolve("data"), Map.of())) {
            assertThat(database.reactiveUrl()).matches("postgresql://127\\.0\\.0\\.1:[0-9]+/postgres");
        } finally {
            Locale.setDefault(before);
        }
    }
}
