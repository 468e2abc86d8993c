package org.demarche;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Each rule of {@link ArchitectureTest} fails for classes that break it: a rule that cannot fail protects nothing. */
class ArchitectureBreakTest {

    /** By rule: a package and the body of a class Broken in it, or its whole declaration. */
    private static final Map<String, List<Source>> BREAKS = Map.ofEntries(
            entry(
                    "featuresHaveNoCycles",
                    List.of(
                            field("topic", "org.demarche.bloc.Broken other;"),
                            field("bloc", "org.demarche.topic.Broken other;"))),
            entry(
                    "packagesHaveNoCycles",
                    List.of(
                            field("database.sql", "org.demarche.database.driver.Broken other;"),
                            field("database.driver", "org.demarche.database.sql.Broken other;"))),
            entry(
                    "valuesErrorsAndPagingKnowNeitherGraphqlNorTheDatabase",
                    List.of(field("model", "io.vertx.core.Vertx vertx;"))),
            entry("databaseDoesNotKnowGraphql", List.of(field("database", "graphql.schema.GraphQLSchema schema;"))),
            entry(
                    "internalsOfVertxAndNettyStayInTwoPackages",
                    List.of(field("country", "io.netty.channel.Channel channel;"))),
            entry("exceptionsHaveOneSuffix", List.of(type("country", "class Broken extends RuntimeException {}"))),
            entry(
                    "graphqlAndDatabaseKnowNoFeature",
                    List.of(field("graphql", "org.demarche.country.Country country;"))),
            entry(
                    "graphqlKnowsOfTheDatabaseOnlyItsRevisionAndHowReadsAndWritesEndOrLookBack",
                    List.of(field("graphql", "org.demarche.database.WriteTransaction transaction;"))),
            entry(
                    "sessionsAndPoolsAreOpenedInDatabaseOnly",
                    List.of(field("country", "io.vertx.sqlclient.Pool pool;"))),
            entry(
                    "sqlIsWrittenInRepositoriesOnly",
                    List.of(field("country", "Object sql = org.demarche.database.sql.Sql.of(\"select 1\");"))),
            entry(
                    "resolversNeverBlock",
                    List.of(type("country", "@org.eclipse.microprofile.graphql.GraphQLApi class Broken {}"))),
            entry("fieldsTakeOneParent", List.of(type("country", """
                            @org.eclipse.microprofile.graphql.GraphQLApi class Broken {
                                Object names(@org.eclipse.microprofile.graphql.Source java.util.List<String> of) { return of; }
                            }"""))),
            entry(
                    "resolversAskNothingOfTheContextThemselves",
                    List.of(field(
                            "country",
                            "Object query(io.smallrye.graphql.api.Context context) { return context.getQuery(); }"))),
            entry("constructorsInject", List.of(field("country", "@jakarta.inject.Inject String injected;"))),
            entry(
                    "beansHaveNoClientProxies",
                    List.of(type("country", "@jakarta.enterprise.context.ApplicationScoped class Broken {}"))),
            entry("noStaticFieldHoldsABuffer", List.of(field("country", "static io.vertx.core.buffer.Buffer buffer;"))),
            entry("namesSayWhatAThingIs", List.of(type("country", "class BrokenHelper {}"))));

    @TempDir
    Path folder;

    static Stream<String> rules() {
        return Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.getType() == ArchRule.class)
                .map(Field::getName);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aClassThatBreaksARuleIsReported(String rule) throws IOException, ReflectiveOperationException {
        assertThat(BREAKS).containsKey(rule);
        JavaClasses broken = compile(BREAKS.get(rule));
        assertThat(((ArchRule) ArchitectureTest.class.getDeclaredField(rule).get(null))
                        .evaluate(broken)
                        .getFailureReport()
                        .toString())
                .contains("Broken");
    }

    private JavaClasses compile(List<Source> sources) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
        for (Source source : sources) {
            Path file = Files.createDirectories(folder.resolve(source.folder())).resolve("Broken.java");
            arguments.add(Files.writeString(file, source.text()).toString());
        }
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exitCode = ToolProvider.getSystemJavaCompiler().run(null, errors, errors, arguments.toArray(String[]::new));
        assertThat(exitCode).as(errors.toString(StandardCharsets.UTF_8)).isZero();
        return new ClassFileImporter().importPath(folder);
    }

    private static Source field(String folder, String member) {
        return type(folder, "public class Broken { " + member + " }");
    }

    private static Source type(String folder, String declaration) {
        return new Source(folder, "package org.demarche." + folder + "; " + declaration);
    }

    private record Source(String folder, String text) {}
}
