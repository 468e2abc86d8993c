package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.deployment.Dockerfile.Instruction;
import org.demarche.deployment.Dockerfile.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the Dockerfiles as far as that is possible without building images. */
class DockerfilesTest {

    /** Megabytes of resident memory that are neither heap nor buffers: 627 measured with a full heap of 384. */
    private static final long MEASURED_REST = 243;

    private static final Project PROJECT = Project.read();

    static List<Path> files() throws IOException {
        return Dockerfile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void runsAsANumericUserOtherThanRoot(Path path) throws IOException {
        assertThat(Dockerfile.read(path).image())
                .filteredOn(instruction -> instruction.word().equals("USER"))
                .last()
                .satisfies(user -> assertThat(user.text()).matches("[1-9]\\d*:[1-9]\\d*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void needsNoShellAtRunTime(Path path) throws IOException {
        List<Instruction> image = Dockerfile.read(path).image();
        assertThat(image)
                .filteredOn(instruction -> Set.of("ENTRYPOINT", "CMD", "SHELL").contains(instruction.word()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.word()).isEqualTo("ENTRYPOINT");
                    assertThat(words(entry.text())).doesNotContain("sh", "bash", "/bin/sh", "-c");
                });
        assertThat(image)
                .filteredOn(instruction -> instruction.word().equals("HEALTHCHECK"))
                .singleElement()
                .satisfies(health -> {
                    assertThat(health.text()).startsWith("CMD [");
                    assertThat(words(health.text().substring("CMD ".length())))
                            .doesNotContain("sh", "curl")
                            .endsWith("health");
                });
    }

    /** Throws if it is not a JSON list, that is, in shell form. */
    private static List<String> words(String json) {
        JsonNode list = StrictYaml.document(json);
        assertThat(list.isArray()).as(json).isTrue();
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesTheImageAndVersionOfThePom(Path path) throws IOException {
        assertThat(Files.readString(path)).containsPattern("-t \\Q" + PROJECT.image() + "\\E(-native)? \\.\n");
        assertThat(Dockerfile.read(path).last().all("LABEL")).singleElement().satisfies(labels -> assertThat(
                        labels.text())
                .contains("org.opencontainers.image.version=\"" + PROJECT.version() + "\"")
                .contains("org.opencontainers.image.title=", "org.opencontainers.image.description="));
    }

    @ParameterizedTest
    @MethodSource("files")
    void copiedFilesExistAndAreSentToTheBuilder(Path path) throws IOException {
        Set<String> sent = Files.readAllLines(path.resolveSibling(path.getFileName() + ".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .collect(Collectors.toSet());
        List<String> copied = Dockerfile.read(path).stages().stream()
                .flatMap(stage -> stage.all("COPY"))
                .filter(copy -> copy.option("from").isEmpty())
                .flatMap(copy -> copy.sources().stream())
                .toList();
        assertThat(copied).isNotEmpty().allSatisfy(source -> assertThat(Path.of(source))
                .exists());
        assertThat(sent).containsExactlyInAnyOrderElementsOf(copied);
    }

    @ParameterizedTest
    @MethodSource("files")
    void copiesFromEarlierStages(Path path) throws IOException {
        Dockerfile file = Dockerfile.read(path);
        for (Stage stage : file.stages()) {
            List<String> before = file.stages().subList(0, file.stages().indexOf(stage)).stream()
                    .map(Stage::name)
                    .toList();
            assertThat(stage.all("COPY").flatMap(copy -> copy.option("from").stream()))
                    .isSubsetOf(before);
            assertThat(stage.base()).satisfies(base -> assertThat(
                            before.contains(base) || base.matches("[^@]+:[^@]+" + Dockerfile.OPTIONAL_DIGEST))
                    .as("%s is a stage or an image with a tag", base)
                    .isTrue());
        }
    }

    /** A tag can be moved to another image. Renovate knows the digests and keeps them up to date. */
    @Test
    void baseImagesArePinnedByDigest() throws IOException {
        assertThat(Files.readString(Path.of(".github/renovate.json5")))
                .containsPattern("extends: .*\"docker:pinDigests\"");
    }

    /** The health probes of Kubernetes come from outside the container, whatever QUARKUS_HTTP_HOST is. */
    @ParameterizedTest
    @MethodSource("files")
    void theManagementPortIsReachableFromOutside(Path path) throws IOException {
        assertThat(Dockerfile.read(path).image())
                .filteredOn(instruction -> instruction.word().equals("ENV"))
                .extracting(Instruction::text)
                .contains("QUARKUS_MANAGEMENT_HOST=0.0.0.0");
    }

    /** The figures are in operations.md. */
    @Test
    void heapAndBuffersLeaveRoomForTheRest() throws IOException {
        long megabytes = 768;
        assertThat(memory(StrictYaml.document(Files.readString(Path.of("docker/compose.yaml")))
                        .at("/services/service/mem_limit")
                        .asText()))
                .isEqualTo(megabytes);
        assertThat(memory(StrictYaml.document(Files.readString(Path.of("k8s/base/deployment.yaml")))
                        .at("/spec/template/spec/containers/0/resources/limits/memory")
                        .asText()))
                .isEqualTo(megabytes);
        assertThat(Dockerfile.read(Path.of("docker/Dockerfile.jvm")).last().all("ENTRYPOINT"))
                .singleElement()
                .satisfies(entry -> {
                    long heap = megabytes * option(entry, "-XX:MaxRAMPercentage=(\\d+)") / 100;
                    long buffers = option(entry, "-XX:MaxDirectMemorySize=(\\d+)m");
                    assertThat(heap + buffers + MEASURED_REST).isLessThanOrEqualTo(megabytes);
                });
    }

    private static long memory(String text) {
        assertThat(text).matches("\\d+(m|Mi)");
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static long option(Instruction entry, String pattern) {
        return words(entry.text()).stream()
                .map(Pattern.compile(pattern)::matcher)
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .sum();
    }

    /** Docker caches layers separately, so a change of the program must not transfer its libraries again. */
    @Test
    void theLeastOftenChangedLayersComeFirst() throws IOException {
        List<String> layers = Dockerfile.read(Path.of("docker/Dockerfile.jvm")).image().stream()
                .filter(instruction -> instruction.word().equals("COPY"))
                .map(copy -> copy.sources().get(0).replaceFirst("/source/target/quarkus-app/", ""))
                .toList();
        assertThat(layers).containsExactly("lib/boot", "lib/main", "quarkus-run.jar", "app", "quarkus", "/tmp/app.aot");
    }

    /** The AOT cache is valid for one JVM and one class path. */
    @Test
    void theCacheIsRecordedOnTheJvmThatUsesIt() throws IOException {
        Dockerfile file = Dockerfile.read(Path.of("docker/Dockerfile.jvm"));
        assertThat(file.stage("training")).hasValueSatisfying(training -> {
            assertThat(training.base()).isEqualTo(file.last().base());
            assertThat(training.all("RUN").map(Instruction::text))
                    .last()
                    .asString()
                    .endsWith("\"Training\", \"/app\", \"/tmp/app.aot\"]");
        });
        assertThat(file.last().all("ENTRYPOINT")).singleElement().satisfies(entry -> assertThat(words(entry.text()))
                .contains(
                        "-XX:AOTCache=/app/app.aot",
                        "-XX:+UseSerialGC",
                        "-XX:InitialRAMPercentage=50",
                        "-XX:MaxRAMPercentage=50",
                        "-XX:NewRatio=1",
                        "-XX:MaxDirectMemorySize=96m")
                .endsWith("-jar", "/app/quarkus-run.jar"));
    }

    @Test
    void theTrainingCompilesAgainstTheProgram(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-proc:none", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjects(Path.of("docker/Training.java")))
                    .call();
            assertThat(compiled).isTrue();
        }
    }
}
