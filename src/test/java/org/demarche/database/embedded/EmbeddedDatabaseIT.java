package org.demarche.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDatabaseIT {

    @TempDir
    static Path temporary;

    private static List<Path> folders;

    @BeforeAll
    static void startTwo() throws IOException {
        folders = List.of(temporary.resolve("one"), temporary.resolve("another"));
        for (Path folder : folders) {
            EmbeddedDatabase.start(folder, Map.of()).close();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayAccessTheDataAndTheBinaries() throws IOException {
        for (Path folder : folders) {
            assertThat(Stream.of(folder, folder.resolve("binaries"), folder.resolve("postgres")))
                    .allSatisfy(path -> assertThat(Files.getPosixFilePermissions(path))
                            .isEqualTo(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Test
    void eachFolderHasItsOwnBinaries() throws IOException {
        assertThat(folders)
                .allSatisfy(folder -> assertThat(folder.resolve("binaries")).isNotEmptyDirectory());
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

    /** As dev mode does at each reload. */
    @Test
    void aSecondStartInTheProcessUsesTheRunningServerAndKeepsOtherProcessesOut() throws Exception {
        Path folder = temporary.resolve("one");
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, Map.of())) {
            try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, Map.of())) {
                assertThat(second.reactiveUrl()).isEqualTo(first.reactiveUrl());
            }
            assertThat(lockFromAnotherProcess(folder)).isEqualTo("refused");
        }
        assertThat(lockFromAnotherProcess(folder)).isEqualTo("acquired");
    }

    private static String lockFromAnotherProcess(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockAttempt.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static final class LockAttempt {

        public static void main(String... folder) throws IOException {
            System.out.print(FolderLock.tryAcquire(Path.of(folder[0])) == null ? "refused" : "acquired");
        }
    }
}
