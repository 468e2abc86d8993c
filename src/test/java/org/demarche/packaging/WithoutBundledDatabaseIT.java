package org.demarche.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.demarche.support.Heavy;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The package without PostgreSQL's programs, as in container images; the native executable never has them. */
@Heavy
class WithoutBundledDatabaseIT {

    private static final String PROGRAMS = "io.zonky.test.postgres.";

    @TempDir
    Path temporary;

    @Test
    void withoutADatabaseItNamesTheMissingSettings() throws IOException {
        for (String[] command : new String[][] {{}, {"migrate"}, {"import", "record", "."}}) {
            try (RunningProgram program = start(Map.of(), command)) {
                assertThat(program.exitCode()).as(program.output()).isEqualTo(1);
                program.assertExplained(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "QUARKUS_DATASOURCE_PASSWORD");
            }
        }
    }

    @Test
    void withADatabaseItServes() throws IOException {
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(temporary.resolve("data"));
                RunningProgram program = start(RunningProgram.connectingTo(database))) {
            assertThat(program.listening().ask("{ countries { totalCount } }").encode())
                    .contains("260");
        }
    }

    private RunningProgram start(Map<String, String> environment, String... arguments) throws IOException {
        Path packaged = RunningProgram.packaged();
        if (!packaged.toString().endsWith(".jar")) {
            return RunningProgram.start(environment, arguments);
        }
        Path copy = temporary.resolve("package");
        if (!Files.exists(copy)) {
            copyWithout(packaged.getParent(), copy);
        }
        return RunningProgram.startJar(copy.resolve(packaged.getFileName()), environment, arguments);
    }

    /** An empty jar replaces that of the programs: Quarkus' class loader waits forever for a missing one. */
    private static void copyWithout(Path folder, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(folder.relativize(file));
                if (file.getFileName().toString().startsWith(PROGRAMS)) {
                    new JarOutputStream(Files.newOutputStream(to), new Manifest()).close();
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }
}
