package org.demarche.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A wrong setting is named together with its allowed values. Fails if SmallRye Config changes its messages. */
class SettingsValidatorTest {

    private static final String URL = "QUARKUS_DATASOURCE_REACTIVE_URL";
    private static final String JDBC = "QUARKUS_DATASOURCE_JDBC_URL";

    @Test
    void everySettingsInterfaceIsChecked() {
        Stream<Class<?>> mappings = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.demarche").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .filter(type -> !type.isEquivalentTo(QuarkusSettings.class))
                        .map(JavaClass::reflect);
        assertThat(mappings).containsExactlyInAnyOrderElementsOf(SettingsValidator.OWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.http.port | http | a port from 1 to 65535, or 0 for any free port",
                "quarkus.http.port | 65536 | a port from 1 to 65535, or 0 for any free port",
                "quarkus.management.port | -1 | a port from 1 to 65535, or 0 for any free port",
                "quarkus.datasource.reactive.max-size | 0 | a whole number, at least 1",
                "quarkus.datasource.read.reactive.max-size | many | a whole number, at least 1",
                "quarkus.datasource.reactive.idle-timeout | soon | a duration such as 30s, 2m or PT2M",
                "quarkus.datasource.reactive.max-lifetime | 1x | a duration such as 30s, 2m or PT2M",
                "quarkus.datasource.reactive.postgresql.ssl-mode | maybe | one of disable, allow, prefer, require, verify-ca, verify-full",
                "quarkus.datasource.read.reactive.postgresql.ssl-mode | on | one of disable, allow, prefer, require, verify-ca, verify-full",
                "quarkus.flyway.migrate-at-start | perhaps | true or false",
                "quarkus.shutdown.delay | long | a duration such as 30s, 2m or PT2M",
                "quarkus.shutdown.timeout | - | a duration such as 30s, 2m or PT2M",
                "demarche.answers.size | big | an amount of memory such as 64M or 1G, or 0",
                "demarche.cors.origins | app.example | an origin such as https://app.example, without a path, or *",
                "demarche.cors.origins | https://app.example/ | an origin such as https://app.example, without a path, or *",
                "demarche.cors.origins | null | an origin such as https://app.example, without a path, or *",
                "demarche.database.listen-url | db.example | the address of a database such as postgresql://db.example:5432/demarche, without a user",
                "demarche.database.listen-url | postgresql://me:secret@db.example/demarche | the address of a database such as postgresql://db.example:5432/demarche, without a user",
                "demarche.database.max-wait | x | a duration such as 30s, 2m or PT2M",
                "demarche.database.max-waiting | -3 | a whole number, at least 1",
                "demarche.database.pooler | 1 | true or false",
                "demarche.database.read-limit | -5s | a duration such as 30s, 2m or PT2M",
                "demarche.metrics.further-operations | 0 | a whole number, at least 1",
                "demarche.requests.max-wait | x | a duration such as 30s, 2m or PT2M",
                "demarche.requests.running | 1.5 | a whole number, at least 1",
                "demarche.requests.waiting | x\"y | a whole number, at least 1",
                "demarche.tokens.clock-skew | soon | a duration such as 30s, 2m or PT2M"
            })
    void aWrongValueIsNamedWithTheAllowedOnes(String name, String value, String allowed) {
        String variable = name.toUpperCase().replaceAll("[.-]", "_");
        String message = "%s (%s) is '%s', but must be %s.".formatted(name, variable, value, allowed);
        assertThatThrownBy(checkEnvironment(variable, value)).hasMessage(message);
        assertThatThrownBy(checkProperty(name, value)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "QUARKUS_HTTP_PORT, 0",
        "QUARKUS_HTTP_PORT, ''",
        "QUARKUS_SHUTDOWN_TIMEOUT, 30s",
        "QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE, verify-full",
        "QUARKUS_NOT_A_SETTING, x",
        "DEMARCHE_ANSWERS_SIZE, 0",
        "DEMARCHE_DATABASE_LISTEN_URL, postgresql://db_1.example:6432/demarche",
        "DEMARCHE_DATABASE_POOLER, true",
        "DEMARCHE_DATABASE_READ_LIMIT, PT1M",
        "DEMARCHE_METRICS_OPERATIONS, 'Who,Where'",
        "DEMARCHE_CORS_ORIGINS, *",
        "DEMARCHE_CORS_ORIGINS, 'https://app.example,http://localhost:3000,capacitor://localhost,http://[::1]:80'",
        "DEMARCHE_DOCUMENTS_FOLDER, src",
        "DEMARCHE_EMBEDDED_DATA_DIR, /data",
        "DEMARCHE_TOKENS_ISSUER, https://id.example/realms/newsroom",
        "DEMARCHE_PORT, tcp://10.0.0.7:8080",
        "DEMARCHE_PORT_8080_TCP_ADDR, 10.0.0.7",
        "DEMARCHE_SERVICE_HOST, 10.0.0.7",
        "DEMARCHE_SERVICE_PORT_HTTP, 8080",
        "DEMARCHE_DB_RW_SERVICE_PORT, 5432"
    })
    void aRightSettingIsAccepted(String variable, String value) {
        assertThatCode(checkEnvironment(variable, value)).doesNotThrowAnyException();
    }

    @Test
    void anElementOfAListIsAccepted() {
        assertThatCode(checkProperty("demarche.metrics.operations[0]", "Who")).doesNotThrowAnyException();
    }

    @Test
    void anEmptyNumberIsNamed() {
        assertThatThrownBy(checkEnvironment("DEMARCHE_REQUESTS_RUNNING", ""))
                .hasMessage(
                        "demarche.requests.running (DEMARCHE_REQUESTS_RUNNING) is empty: set a value, or remove it.");
    }

    @Test
    void anUnknownNameIsNamedWithTheSettingsThereAre() {
        assertThatThrownBy(checkEnvironment("DEMARCHE_EMBEDDED_DATADIR", "/data"))
                .hasMessageStartingWith(
                        "DEMARCHE_EMBEDDED_DATADIR is not a setting. The settings are demarche.answers.size,")
                .hasMessageContaining(" demarche.embedded.data-dir,")
                .hasMessageEndingWith(" demarche.tokens.roles-claim.");
        assertThatThrownBy(checkProperty("demarche.request.running", "5"))
                .hasMessageStartingWith("demarche.request.running is not a setting. The settings are ");
    }

    @Test
    void theKeysOfAnIssuerMustBeKnown() {
        assertThatThrownBy(checkEnvironment("DEMARCHE_TOKENS_ISSUER", "demarche"))
                .hasMessage(
                        "demarche.tokens.issuer is 'demarche', which is no address, so demarche.tokens.keys must say"
                                + " where its keys are.");
        assertThatThrownBy(checkEnvironment("DEMARCHE_TOKENS_KEYS", "https://id.example/keys"))
                .hasMessage(
                        "demarche.tokens.keys is set but demarche.tokens.issuer is not. The first has the keys of the"
                                + " second: set both.");
        assertThatThrownBy(check(
                        Map.of("DEMARCHE_TOKENS_ISSUER", "demarche", "DEMARCHE_TOKENS_KEYS", "/missing/keys.json"),
                        Map.of()))
                .hasMessage(
                        "demarche.tokens.keys (DEMARCHE_TOKENS_KEYS) is '/missing/keys.json', but there is no folder /missing.");
        for (String address : List.of("ftp://id.example/keys", "https:///keys")) {
            assertThatThrownBy(check(
                            Map.of("DEMARCHE_TOKENS_ISSUER", "demarche"), Map.of("demarche.tokens.keys", address)))
                    .hasMessageContaining(
                            "but must be the path of a file, or an address that begins with https:// or http://.");
        }
        assertThatCode(check(Map.of("DEMARCHE_TOKENS_ISSUER", "demarche", "DEMARCHE_TOKENS_KEYS", "pom.xml"), Map.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void aFolderOfDocumentsMustExist() {
        assertThatThrownBy(checkEnvironment("DEMARCHE_DOCUMENTS_FOLDER", "missing"))
                .hasMessage("demarche.documents.folder (DEMARCHE_DOCUMENTS_FOLDER) is 'missing', but must be an"
                        + " existing folder.");
    }

    @Test
    void withoutAFolderThereIsNoDocumentThatCouldRun() {
        assertThatThrownBy(checkEnvironment("DEMARCHE_DOCUMENTS_ONLY", "true"))
                .hasMessageContaining("demarche.documents.folder is not set");
    }

    @Test
    void anOriginIsReadAsBrowsersSendIt() {
        assertThat(new CheckedConverter.Origin().convert("HTTPS://App.Example:443"))
                .isEqualTo("https://app.example");
        assertThat(new CheckedConverter.Origin().convert("http://app.example:443"))
                .isEqualTo("http://app.example:443");
    }

    static Stream<Arguments> urls() {
        return Stream.of(
                arguments(
                        Map.of(JDBC, "jdbc:postgresql://localhost/demarche"), "quarkus.datasource.reactive.url is not"),
                arguments(Map.of("QUARKUS_DATASOURCE_READ_REACTIVE_URL", "postgresql://a/b"), "set both"),
                arguments(
                        Map.of(URL, "postgresql://a/b", JDBC, "jdbc:mysql://a/b"),
                        "jdbc:postgresql://host:port/database"),
                arguments(
                        Map.of(URL, "postgresql://clerk:secret@a:70000/b", JDBC, "jdbc:postgresql://a/b"), "1-65535"));
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aWrongUrlIsNamedWithoutItsPassword(Map<String, String> environment, String words) {
        assertThatThrownBy(check(environment, Map.of()))
                .hasMessageContaining(words)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void allWrongSettingsAreNamedAtOnce() {
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_PORT",
                "http",
                "DEMARCHE_NOPE",
                "1",
                "DEMARCHE_REQUESTS_RUNNING",
                "0",
                "DEMARCHE_REQUESTS_WAITING",
                "0",
                "QUARKUS_SHUTDOWN_TIMEOUT",
                "x",
                JDBC,
                "jdbc:postgresql://a/b");
        assertThatThrownBy(check(environment, Map.of())).satisfies(wrong -> {
            assertThat(wrong.getMessage().lines()).hasSize(6);
            environment.keySet().stream()
                    .map(name -> name.equals(JDBC) ? DatabaseUrl.JDBC : name)
                    .forEach(name -> assertThat(wrong.getMessage()).contains(name));
        });
    }

    private static ThrowingCallable checkEnvironment(String variable, String value) {
        return check(Map.of(variable, value), Map.of());
    }

    private static ThrowingCallable checkProperty(String name, String value) {
        return check(Map.of(), Map.of(name, value));
    }

    private static ThrowingCallable check(Map<String, String> environment, Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withValidateUnknown(false)
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(new HashMap<>(properties), "settings", 260));
        return () -> new SettingsValidator(builder.build(), environment).run();
    }
}
