package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks each file in k8s/ separately, without kubectl. */
class ManifestFilesTest {

    private static final Path FOLDER = Path.of("k8s");
    private static final Set<String> KUSTOMIZATIONS = Set.of("Kustomization", "Component");
    private static final Project PROJECT = Project.read();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileHasNoUnknownFields(Path file) throws IOException {
        List<JsonNode> documents = StrictYaml.documents(Files.readString(file));
        assertThat(documents).isNotEmpty();
        for (JsonNode document : documents) {
            // A directive of Kustomize in a patch.
            ((ObjectNode) document).remove("$patch");
            assertThat(
                            KUSTOMIZATIONS.contains(document.path("kind").asText())
                                    ? KubernetesSchema.kustomizationErrors(document)
                                    : KubernetesSchema.violations(document))
                    .isEmpty();
        }
    }

    @Test
    void everyFileIsListedInAKustomizationAndExists() throws IOException {
        Set<Path> named = new HashSet<>(Set.of(FOLDER.resolve("upload.yaml"), FOLDER.resolve("README.md")));
        for (Path file : files()) {
            JsonNode kustomization =
                    StrictYaml.documents(Files.readString(file)).get(0);
            if (KUSTOMIZATIONS.contains(kustomization.path("kind").asText())) {
                named.add(file);
                references(kustomization)
                        .map(reference -> file.getParent().resolve(reference).normalize())
                        .forEach(named::add);
            }
        }
        assertThat(named).allSatisfy(path -> assertThat(path).exists());
        try (Stream<Path> all = Files.walk(FOLDER)) {
            assertThat(all.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(named).contains(file));
        }
    }

    @Test
    void aManuallyAppliedPodIsRestrictedToo() throws IOException {
        Manifests upload = new Manifests(StrictYaml.documents(Files.readString(FOLDER.resolve("upload.yaml"))));
        assertThat(upload.workloads()).hasSize(1);
        assertThat(PodSecurityCheck.violations(upload)).isEmpty();
    }

    @Test
    void theImageIsNamedInOnePlace() throws IOException {
        JsonNode base = StrictYaml.document(Files.readString(FOLDER.resolve("base/kustomization.yaml")));
        assertThat(base.at("/images")).singleElement().satisfies(image -> {
            assertThat(image.path("name").asText()).isEqualTo(PROJECT.imageName());
            assertThat(image.path("newTag").asText()).isEqualTo(PROJECT.version());
        });
        for (Path file : files()) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContain(PROJECT.imageName() + ":");
        }
    }

    @Test
    void theNativeExecutableHasItsOwnTagAndMemory() throws IOException {
        Path component = FOLDER.resolve("components/native-executable");
        assertThat(StrictYaml.document(Files.readString(component.resolve("kustomization.yaml")))
                        .at("/images"))
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.path("name").asText()).isEqualTo(PROJECT.imageName());
                    assertThat(image.path("newTag").asText()).isEqualTo(PROJECT.version() + "-native");
                });
        String memory = "/spec/template/spec/containers/0/resources/limits/memory";
        assertThat(StrictYaml.document(Files.readString(component.resolve("resources-of-service.yaml")))
                        .at(memory)
                        .asText())
                .isNotEmpty()
                .isNotEqualTo(StrictYaml.document(Files.readString(FOLDER.resolve("base/deployment.yaml")))
                        .at(memory)
                        .asText());
    }

    private static Stream<String> references(JsonNode kustomization) {
        Stream.Builder<String> references = Stream.builder();
        Stream.of("resources", "components")
                .forEach(list -> kustomization.path(list).forEach(path -> references.add(path.asText())));
        kustomization.path("patches").forEach(patch -> {
            if (patch.has("path")) {
                references.add(patch.path("path").asText());
            }
        });
        kustomization.path("configMapGenerator").forEach(generator -> generator
                .path("files")
                .forEach(file -> references.add(file.asText().replaceFirst(".*=", ""))));
        return references.build();
    }
}
