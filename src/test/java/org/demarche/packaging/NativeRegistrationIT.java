package org.demarche.packaging;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import org.demarche.config.CheckedConverter;
import org.demarche.support.Heavy;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything of ours that is looked up by name at run time is registered for the native executable. */
@Heavy
class NativeRegistrationIT {

    private static final Path CLASSES = Path.of("target/classes");

    /**
     * The classes that look something up by name. A new one has to register what it looks up, and needs a test here.
     */
    private static final Set<String> LOOKING_UP_BY_NAME = Set.of(
            "org.demarche.database.embedded.BundledDatabase",
            "org.demarche.graphql.http.ExamplesRoute",
            "org.demarche.graphql.engine.MethodDataFetcher",
            // The annotation of a method that the classes above and below have found.
            "org.demarche.graphql.limit.FieldCost",
            // The files of the atlas and the explorer, which Quarkus registers as static resources.
            "org.demarche.http.PageFiles",
            "org.demarche.atlas.AtlasDocuments",
            // At build time: see NativeLibrariesIT.
            "org.demarche.graphql.engine.Getter",
            "org.demarche.graphql.engine.PropertyDataFetcher",
            "org.demarche.graphql.engine.InputReader",
            // The filters of the API, which SmallRye registers as input types, and two of our own, which are annotated.
            "org.demarche.exporting.FilterReader",
            "org.demarche.exporting.FilterField",
            // A method of the JDK with a constant name, which the compiler detects.
            "org.demarche.cli.ConsoleProgress",
            // A method of Quarkus, which an annotation registers.
            "org.demarche.http.connection.UpgradedRequest",
            "org.demarche.importing.record.BuiltInRecord",
            "org.demarche.importing.unvotes.file.CodedFileReader",
            "org.demarche.importing.unvotes.builtin.CompactFiles");

    private static JavaClasses own;
    private static NativeSources sources;

    @BeforeAll
    static void read() throws IOException {
        own = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.demarche");
        sources = NativeSources.read();
    }

    @Test
    void everyClassThatLooksUpByNameIsListed() {
        assertThat(own.stream()
                        .filter(type ->
                                type.getAccessesFromSelf().stream().anyMatch(access -> asksByName(access.getTarget())))
                        .map(type -> type.getName().replaceFirst("\\$.*", ""))
                        .distinct())
                .containsOnlyOnceElementsOf(LOOKING_UP_BY_NAME)
                .hasSize(LOOKING_UP_BY_NAME.size());
    }

    private static boolean asksByName(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.startsWith("java.lang.reflect.") && !owner.endsWith("InvocationTargetException")
                || owner.equals("java.util.ServiceLoader")
                || owner.equals("java.util.ResourceBundle")
                || List.of("java.lang.Class", "java.lang.ClassLoader").contains(owner)
                        && target.getName()
                                .matches("forName|loadClass|getResource.*|get(Declared)?(Method|Field|Constructor)s?"
                                        + "|getRecordComponents|newInstance");
    }

    /** MethodDataFetcher calls the resolvers; InputReader creates the records of their arguments. */
    @Test
    void everyResolverAndItsArgumentsAreRegistered() {
        List<Class<?>> apis = own.stream()
                .filter(type -> type.isAnnotatedWith(GraphQLApi.class))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
        assertThat(apis).hasSizeGreaterThan(6);
        assertThat(apis).allSatisfy(api -> assertThat(sources.has(api.getName(), "allDeclaredMethods"))
                .as(api.getName())
                .isTrue());
        List<Class<?>> inputs = schemaTypes().stream()
                .filter(type -> type.isAnnotationPresent(Input.class))
                .toList();
        assertThat(inputs).hasSizeGreaterThan(3);
        assertThat(inputs).allSatisfy(input -> assertThat(sources.has(input.getName(), "allDeclaredConstructors"))
                .as(input.getName())
                .isTrue());
    }

    @Test
    void everyEntityAndItsRepositoryIsKnown() {
        List<JavaClass> entities = own.stream()
                .filter(type -> type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class))
                .toList();
        assertThat(entities).hasSizeGreaterThan(7);
        assertThat(entities).allSatisfy(entity -> assertThat(
                        sources.has(entity.getName(), "allDeclaredConstructors", "allDeclaredFields"))
                .as(entity.getName())
                .isTrue());
    }

    /** SmallRye Config creates both by reflection; Quarkus creates the config source. */
    @Test
    void everySettingsInterfaceConverterAndConfigSourceIsKnown() {
        List<JavaClass> created = own.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class)
                        || type.isAssignableTo(CheckedConverter.class) && !type.isEquivalentTo(CheckedConverter.class)
                        || type.isAssignableTo(ConfigSource.class))
                .toList();
        assertThat(created).hasSizeGreaterThan(12);
        assertThat(created).allSatisfy(type -> {
            String name = type.getName() + (type.isInterface() ? "$$CMImpl" : "");
            assertThat(sources.has(name, "allDeclaredConstructors")).as(name).isTrue();
        });
    }

    /** Picocli makes commands, and sets what has been parsed. */
    @Test
    void everyCommandAndItsOptionsAreRegistered() {
        List<JavaClass> commands = own.stream()
                .filter(type -> type.isAnnotatedWith(CommandLine.Command.class)
                        || type.getFields().stream().anyMatch(field -> field.getAnnotations().stream()
                                .anyMatch(annotation ->
                                        annotation.getRawType().getName().startsWith("picocli."))))
                .toList();
        assertThat(commands).hasSizeGreaterThan(8);
        assertThat(commands).allSatisfy(command -> {
            assertThat(sources.classes()).as("reflection").containsKey(command.getName());
            command.getFields().stream()
                    .filter(field -> !field.getAnnotations().isEmpty())
                    .forEach(field -> assertThat(knowsField(command.getName(), field.getName()))
                            .as(field.getFullName())
                            .isTrue());
        });
    }

    private static boolean knowsField(String type, String field) {
        return sources.has(type, "allDeclaredFields")
                || sources.classes().get(type).getJsonArray("fields").stream()
                        .anyMatch(known -> known.toString().contains("\"" + field + "\""));
    }

    @Test
    void everyResourceIsIncluded() throws IOException {
        List<String> resources = Stream.of("record", "examples", "db/migration", "META-INF/resources", "org")
                .flatMap(folder -> files(CLASSES.resolve(folder)))
                .filter(file -> !file.endsWith(".class"))
                .toList();
        assertThat(resources)
                .hasSizeGreaterThan(30)
                .contains(
                        "org/demarche/importing/unvotes/file/cow-numbers.csv", "META-INF/resources/graphiql/index.html")
                .allSatisfy(resource ->
                        assertThat(sources.hasResource(resource)).as(resource).isTrue());
    }

    @Test
    void everyServiceIsIncludedExceptTheEmbeddedDatabase() throws IOException {
        assertThat(files(CLASSES.resolve("META-INF/services")))
                .containsExactlyInAnyOrder(
                        "META-INF/services/io.smallrye.graphql.spi.DataFetcherService",
                        "META-INF/services/io.smallrye.graphql.spi.EventingService",
                        "META-INF/services/org.demarche.database.embedded.BundledDatabase$Provider",
                        "META-INF/services/org.eclipse.microprofile.config.spi.ConfigSource");
        for (String service : List.of("DataFetcherService", "EventingService")) {
            assertThat(sources.hasResource("META-INF/services/io.smallrye.graphql.spi." + service))
                    .as(service)
                    .isTrue();
        }
        assertThat(sources.classes())
                .containsKeys(
                        "org.demarche.graphql.engine.SchemaCustomizer",
                        "org.demarche.graphql.engine.DataFetcherProvider");
        assertThat(sources.hasResource("META-INF/services/org.demarche.database.embedded.BundledDatabase$Provider"))
                .isFalse();
    }

    @Test
    void nothingOfTheEmbeddedDatabaseIsIncluded() {
        assertThat(sources.libraries())
                .isNotEmpty()
                .extracting(library -> library.getFileName().toString())
                .noneMatch(name -> name.matches("(io\\.zonky|org\\.tukaani|commons-io|.*commons-compress).*"));
        assertThat(sources.classes().keySet())
                .noneMatch(name ->
                        name.startsWith("io.zonky") || name.matches(".*embedded\\.Embedded(Database|Provider)"));
    }

    /** The types of the resolvers' arguments and results, and of their members. */
    private static Set<Class<?>> schemaTypes() {
        Deque<Type> open = new ArrayDeque<>();
        own.stream()
                .filter(type -> type.isAnnotatedWith(GraphQLApi.class))
                .flatMap(api -> Arrays.stream(api.reflect().getMethods()))
                .filter(method -> isOwn(method.getDeclaringClass()))
                .forEach(method -> {
                    open.add(method.getGenericReturnType());
                    open.addAll(List.of(method.getGenericParameterTypes()));
                });
        Set<Class<?>> types = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Type next = open.poll();
            if (next instanceof ParameterizedType generic) {
                open.add(generic.getRawType());
                open.addAll(List.of(generic.getActualTypeArguments()));
            } else if (next instanceof WildcardType wildcard) {
                open.addAll(List.of(wildcard.getUpperBounds()));
            } else if (next instanceof Class<?> type && isOwn(type) && !type.isEnum() && types.add(type)) {
                open.addAll(implementing(type));
                open.add(type.getGenericSuperclass() == null ? Object.class : type.getGenericSuperclass());
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                        .forEach(method -> open.add(method.getGenericReturnType()));
            }
        }
        return types;
    }

    private static Set<Class<?>> implementing(Class<?> type) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        if (type.isInterface()) {
            own.get(type).getAllSubclasses().forEach(subclass -> classes.add(subclass.reflect()));
        }
        return classes;
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith("org.demarche.");
    }

    private static Stream<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(Files::isRegularFile)
                            .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
                            .toList())
                    .stream();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
