package org.demarche.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import org.demarche.config.TokenSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the Compose file, which runs the service and a PostgreSQL. */
class ComposeTest {

    private static final Path FILE = Path.of("docker/compose.yaml");

    private JsonNode services;

    @BeforeEach
    void read() throws IOException {
        services = StrictYaml.document(Files.readString(FILE)).path("services");
    }

    @Test
    void theImageAndVersionAreThoseOfThePom() throws IOException {
        Properties variables = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("docker/.env"))) {
            variables.load(file);
        }
        Project project = Project.read();
        assertThat(variables)
                .containsOnly(Map.entry("IMAGE", project.imageName()), Map.entry("VERSION", project.version()));
        assertThat(services.at("/service/image").asText()).isEqualTo("${IMAGE}:${VERSION}");
    }

    @Test
    void theServiceIsBuiltFromTheClone() {
        JsonNode build = services.at("/service/build");
        assertThat(services.at("/service/pull_policy").asText()).isEqualTo("build");
        Path context = FILE.resolveSibling(build.path("context").asText()).normalize();
        assertThat(context).isEqualTo(Path.of(""));
        assertThat(context.resolve(build.path("dockerfile").asText())).isEqualTo(Path.of("docker/Dockerfile.jvm"));
    }

    @Test
    void everyContainerIsLockedDown() {
        assertThat(services).hasSize(3).allSatisfy(service -> {
            assertThat(service.path("read_only").asBoolean()).isTrue();
            assertThat(texts(service.path("cap_drop"))).containsExactly("ALL");
            assertThat(texts(service.path("security_opt"))).containsExactly("no-new-privileges:true");
            assertThat(service.path("pids_limit").asInt()).isBetween(1, 256);
            assertThat(service.has("privileged") || service.has("cap_add")).isFalse();
        });
        assertThat(services.at("/database/user").asText()).isEqualTo("postgres");
    }

    @Test
    void onlyTheServiceReachesTheDatabase() {
        assertThat(services.at("/database/image").asText()).matches("postgres:18" + Dockerfile.OPTIONAL_DIGEST);
        assertThat(services.path("database").has("ports")).isFalse();
        assertThat(texts(services.at("/database/networks"))).containsExactly("inside");
        assertThat(services.at("/service/environment/QUARKUS_DATASOURCE_REACTIVE_URL")
                        .asText())
                .isEqualTo("postgresql://database:5432/demarche");
        assertThat(services.at("/service/ports/0").asText()).startsWith("127.0.0.1:");
    }

    @Test
    void theServiceWaitsForAHealthyDatabase() {
        assertThat(services.at("/service/depends_on/database/condition").asText())
                .isEqualTo("service_healthy");
        assertThat(texts(services.at("/database/healthcheck/test"))).startsWith("CMD", "pg_isready");
    }

    @Test
    void onlyTheServiceUsesTheKeyOfAccessTokens() throws IOException {
        JsonNode environment = services.at("/service/environment");
        assertThat(environment.path("DEMARCHE_TOKENS_ISSUER").asText()).isEqualTo(TokenSettings.OWN_ISSUER);
        Path key = Path.of(environment.path("DEMARCHE_TOKENS_KEYS").asText());
        String mount = "tokens:" + key.getParent();
        assertThat(texts(services.at("/service/volumes"))).contains(mount);
        assertThat(texts(services.at("/database/volumes"))).noneMatch(volume -> volume.startsWith("tokens:"));
        // The user of the service may write to a new volume only if something lets it.
        assertThat(texts(services.at("/secrets/volumes"))).contains(mount);
        assertThat(services.at("/secrets/entrypoint/2").asText()).contains("chmod 1777 " + key.getParent());
        assertThat(StrictYaml.document(Files.readString(FILE)).at("/volumes").has("tokens"))
                .isTrue();
    }

    @Test
    void containsNoPassword() throws IOException {
        assertThat(services)
                .allSatisfy(service -> assertThat(service.path("environment").fieldNames())
                        .toIterable()
                        .filteredOn(name -> name.contains("PASSWORD"))
                        .allMatch(name -> name.endsWith("_FILE")));
        assertThat(Files.readString(FILE)).containsPattern("/dev/urandom .*> password");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
