package org.demarche.packaging;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.caffeine.runtime.graal.CacheConstructorsFeature;
import io.quarkus.runtime.configuration.MemorySize;
import org.demarche.config.LimitSettings;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Everything that libraries look up by name at run time is registered for the native executable. */
@Heavy
class NativeLibrariesIT {

    /**
     * The libraries that load resource bundles, and the bundles that this service needs. A library has none if it loads
     * them at build time, or never in this service (XML, expressions in validations, tools).
     */
    private static final Map<String, List<String>> BUNDLES = Map.ofEntries(
            Map.entry(
                    "graphql-java",
                    List.of("i18n.Execution", "i18n.General", "i18n.Parsing", "i18n.Scalars", "i18n.Validation")),
            Map.entry("yasson", List.of("yasson-messages")),
            Map.entry("parsson", List.of()),
            Map.entry("picocli", List.of()),
            Map.entry("postgresql", List.of()),
            Map.entry("jboss-logmanager", List.of()),
            Map.entry("hibernate-validator", List.of()),
            Map.entry("jakarta.el-api", List.of()),
            Map.entry("expressly", List.of()),
            Map.entry("istack-commons-runtime", List.of()),
            Map.entry("jakarta.xml.bind-api", List.of()),
            Map.entry("jaxb-core", List.of()),
            Map.entry("jaxb-runtime", List.of()));

    private static NativeSources sources;

    @BeforeAll
    static void read() throws IOException {
        sources = NativeSources.read();
    }

    /** Caffeine has a class for each combination of features, whose name it assembles from letters. */
    @Test
    void theClassesOfOurCachesAreRegistered() throws ReflectiveOperationException {
        Set<String> byQuarkus = Stream.concat(
                        Arrays.stream(CacheConstructorsFeature.typesNeedingConstructorsRegistered()),
                        Arrays.stream(CacheConstructorsFeature.typesNeedingConstructorsRegisteredWhenRecordingStats()))
                .collect(toSet());
        List<Cache<?, ?>> caches = caches();
        assertThat(caches).hasSize(5);
        assertThat(sources.arguments()).contains("io.quarkus.caffeine.graalvm.recordStats=true");
        for (Cache<?, ?> cache : caches) {
            Object bounded = read(cache, "cache");
            for (Object named : List.of(bounded, read(bounded, "nodeFactory"))) {
                String type = named.getClass().getName();
                assertThat(byQuarkus.contains(type)
                                || sources.has(type, "allDeclaredConstructors", "allDeclaredFields"))
                        .as(type)
                        .isTrue();
            }
        }
    }

    private static List<Cache<?, ?>> caches() throws ReflectiveOperationException {
        List<Cache<?, ?>> caches = new ArrayList<>();
        for (JavaClass owner : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.demarche")) {
            if (owner.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Caffeine.class))) {
                caches.add(cacheOf(owner.reflect()));
            }
        }
        return caches;
    }

    private static Cache<?, ?> cacheOf(Class<?> owner) throws ReflectiveOperationException {
        Constructor<?> constructor = Arrays.stream(owner.getDeclaredConstructors())
                .filter(any -> !Arrays.equals(any.getParameterTypes(), new Class<?>[0])
                        || owner.getDeclaredConstructors().length == 1)
                .findFirst()
                .orElseThrow();
        constructor.setAccessible(true);
        Object made = constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                .map(NativeLibrariesIT::argument)
                .toArray());
        Field field = Arrays.stream(owner.getDeclaredFields())
                .filter(any -> any.getType() == Cache.class)
                .findFirst()
                .orElseThrow();
        field.setAccessible(true);
        return (Cache<?, ?>) field.get(made);
    }

    private static Object argument(Class<?> type) {
        if (type == RequestLimits.class) {
            return new RequestLimits((LimitSettings) settings(LimitSettings.class));
        }
        if (type == MeterRegistry.class) {
            return new SimpleMeterRegistry();
        }
        if (type == List.class) {
            return List.of();
        }
        return type.getSimpleName().endsWith("Settings") ? settings(type) : null;
    }

    private static Object settings(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> value(method.getReturnType()));
    }

    private static Object value(Class<?> type) {
        if (type == MemorySize.class) {
            return new MemorySize(BigInteger.TEN);
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        return type == boolean.class ? Boolean.FALSE : (Object) 10;
    }

    private static Object read(Object object, String name) throws ReflectiveOperationException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(object);
                }
            }
        }
        throw new NoSuchFieldException(object.getClass() + " has no field " + name);
    }

    @Test
    void theBundlesOfEveryLibraryAreRegistered() throws IOException {
        Set<String> asking = new TreeSet<>();
        for (Path library : sources.libraries()) {
            if (asksForBundles(library)) {
                asking.add(artifact(library));
            }
        }
        assertThat(asking).containsExactlyInAnyOrderElementsOf(BUNDLES.keySet());
        assertThat(BUNDLES.values().stream().flatMap(List::stream))
                .isNotEmpty()
                .allSatisfy(bundle -> assertThat(sources.bundles()).contains(bundle));
    }

    /** A later version of graphql-java may add a bundle, which has to be registered too. */
    @Test
    void graphqlJavaHasNoOtherBundles() throws IOException {
        Path library = sources.libraries().stream()
                .filter(path -> artifact(path).equals("graphql-java"))
                .findFirst()
                .orElseThrow();
        try (ZipFile jar = new ZipFile(library.toFile())) {
            assertThat(jar.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> name.matches("i18n/[A-Za-z]+\\.properties"))
                            .map(name -> name.replace('/', '.').replace(".properties", "")))
                    .containsExactlyInAnyOrderElementsOf(BUNDLES.get("graphql-java"));
        }
    }

    private static boolean asksForBundles(Path library) throws IOException {
        try (ZipFile jar = new ZipFile(library.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().endsWith(".class")) {
                    String constants =
                            new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    if (constants.contains("java/util/ResourceBundle") && constants.contains("getBundle")) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The artifact id: yasson of org.eclipse.yasson-3.0.4.jar. */
    private static String artifact(Path library) {
        Matcher name = Pattern.compile("(?:modified-)?(.+)-\\d[^-]*(?:-[a-z]+)?\\.jar")
                .matcher(library.getFileName().toString());
        assertThat(name.matches()).as("%s", library).isTrue();
        return BUNDLES.keySet().stream()
                .filter(known -> name.group(1).endsWith("." + known))
                .findFirst()
                .orElse(name.group(1));
    }

    /** Classes that use native libraries cannot be initialised at build time, when those are not loaded. */
    @Test
    void classesThatUseJniAreInitialisedAtRunTime() {
        List<String> atRunTime = Pattern.compile("--initialize-at-run-time=(\\S+)")
                .matcher(sources.arguments())
                .results()
                .flatMap(match -> Stream.of(match.group(1).split(",")))
                .toList();
        assertThat(sources.jni()).as("of jline").isNotEmpty().allSatisfy(type -> assertThat(atRunTime)
                .as(type)
                .anyMatch(prefix -> type.equals(prefix) || type.startsWith(prefix + ".")));
    }

    /** Netty creates channels by reflection; Vert.x finds the driver of its pools as a service. */
    @Test
    void channelsAndTheDriverAreRegistered() {
        for (String channel : List.of("NioSocketChannel", "NioServerSocketChannel", "NioDatagramChannel")) {
            assertThat(sources.has("io.netty.channel.socket.nio." + channel, "allDeclaredConstructors"))
                    .as(channel)
                    .isTrue();
        }
        for (String service : List.of(
                "io.vertx.sqlclient.spi.Driver",
                "io.vertx.core.spi.VertxServiceProvider",
                "jakarta.json.spi.JsonProvider",
                "java.sql.Driver",
                "org.flywaydb.core.extensibility.Plugin")) {
            assertThat(sources.hasResource("META-INF/services/" + service))
                    .as(service)
                    .isTrue();
        }
        assertThat(sources.classes())
                .containsKeys("io.vertx.pgclient.spi.PgDriver", "org.postgresql.Driver", "io.vertx.pgclient.SslMode");
    }

    /** CountryNameTable replaces the JDK's locale data: see CountryNameTableTest. */
    @Test
    void onlyEnglishLocaleDataAreIncluded() {
        assertThat(sources.arguments()).doesNotContain("IncludeAllLocales").containsOnlyOnce("IncludeLocales=en ");
    }

    /** Quarkus sets a system property at its start, but Vert.x reads it at build time. */
    @Test
    void vertxLeavesWebSocketsToQuarkus() {
        assertThat(sources.arguments()).contains("-J-Dvertx.disableWebsockets=true ");
    }

    /** PropertyDataFetcher's lambdas can be created at build time only, so the schema has to be built then. */
    @Test
    void theSchemaIsBuiltAtBuildTime() throws IOException {
        JavaClass application = new ClassFileImporter()
                .importJar(new JarFile(NativeSources.runner().toFile()))
                .get("io.quarkus.runner.ApplicationImpl");
        assertThat(application.getStaticInitializer())
                .hasValueSatisfying(start -> assertThat(start.getConstructorCallsFromSelf().stream()
                                .map(call -> call.getTargetOwner().getName()))
                        .anyMatch(step -> step.contains("SmallRyeGraphQLProcessor$buildExecutionService")));
    }
}
