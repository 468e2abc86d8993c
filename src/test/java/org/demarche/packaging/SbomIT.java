package org.demarche.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The bill of materials describes the packaged program: these files, these versions, these hashes. */
class SbomIT {

    private static final Path PROGRAM = Path.of("target/quarkus-app");

    private static JsonArray components;

    @BeforeAll
    static void read() throws IOException {
        String path = System.getProperty("sbom.path");
        if (path == null) {
            String reason = "Skipped: built without a bill of materials (-Dsbom)";
            System.out.println(reason);
            abort(reason);
        }
        JsonObject sbom = new JsonObject(Files.readString(Path.of(path)));
        assertThat(sbom.getString("bomFormat")).isEqualTo("CycloneDX");
        components = sbom.getJsonArray("components");
    }

    @Test
    void everyFileOfTheProgramIsListedWithItsHash() throws IOException {
        assertThat(listedFiles()).containsExactlyInAnyOrderEntriesOf(packagedFiles());
    }

    @Test
    void theDatabaseDriverIsListedInThePackagedVersion() throws IOException {
        JsonObject driver = component("pkg:maven/org.postgresql/postgresql@");
        String file = "lib/main/org.postgresql.postgresql-" + driver.getString("version") + ".jar";
        assertThat(packagedFiles()).containsKey(file);
        assertThat(location(driver)).isEqualTo(file);
        assertThat(driver.getJsonArray("licenses")).isNotEmpty();
    }

    /** Quarkus adds this library when it packages the program; Maven's dependency tree does not contain it. */
    @Test
    void librariesThatOnlyQuarkusAddsAreListed() {
        assertThat(location(component("pkg:maven/io.quarkus/quarkus-flyway-postgresql@")))
                .startsWith("lib/main/");
    }

    private static JsonObject component(String purl) {
        return objects(components)
                .filter(any -> any.getString("purl").startsWith(purl))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No component " + purl));
    }

    /** SHA-256 by path within the program. */
    private static Map<String, String> listedFiles() {
        Map<String, String> files = new HashMap<>();
        objects(components)
                .filter(component -> location(component) != null)
                .forEach(component -> files.put(location(component), sha256(component)));
        return files;
    }

    private static Map<String, String> packagedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(PROGRAM)) {
            return files.filter(Files::isRegularFile)
                    .collect(toMap(file -> PROGRAM.relativize(file).toString().replace('\\', '/'), SbomIT::sha256));
        }
    }

    private static String location(JsonObject component) {
        JsonObject evidence = component.getJsonObject("evidence");
        return evidence == null
                ? null
                : evidence.getJsonArray("occurrences").getJsonObject(0).getString("location");
    }

    private static String sha256(JsonObject component) {
        return objects(component.getJsonArray("hashes"))
                .filter(hash -> hash.getString("alg").equals("SHA-256"))
                .map(hash -> hash.getString("content"))
                .findFirst()
                .orElseThrow();
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException | NoSuchAlgorithmException failure) {
            throw new IllegalStateException("Cannot hash " + file, failure);
        }
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }
}
