package org.demarche.atlas;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.GraphqlClient;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the atlas asks the service. */
@QuarkusTest
class AtlasDocumentsApiTest {

    private static final Map<String, Object> TALIBAN = Map.of("slug", "taliban-recognition");
    private static final Map<String, Object> RECOGNITION = Map.of("slug", "russia-recognises-taliban-government");

    /** What the browser would be told of by an answer only. */
    @Test
    void allDocumentsAreValid() {
        String sdl = RestAssured.get("/graphql/schema.graphql").asString();
        GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(sdl));
        Map<String, String> documents = new AtlasDocuments().byName();
        assertThat(documents).hasSizeGreaterThan(5);
        documents.forEach((name, text) -> {
            Document document = Parser.parse(text);
            assertThat(new Validator().validateDocument(schema, document, Locale.ENGLISH))
                    .as(name)
                    .isEmpty();
            assertThat(document.getDefinitionsOfType(OperationDefinition.class))
                    .extracting(OperationDefinition::getName)
                    .containsExactly(name);
        });
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("AtlasCountries", Map.of("language", "fr"), 2),
                // The topic, and its days.
                Arguments.of("AtlasTimeline", TALIBAN, 2),
                // The topic, its tally, its positions, and their events.
                Arguments.of("AtlasPositions", with(TALIBAN, "on", "2025-08-01"), 4),
                Arguments.of("AtlasStances", RECOGNITION, 4),
                Arguments.of("AtlasSearch", Map.of("text", "taliban", "language", "en"), 3),
                Arguments.of("AtlasBlocOnEvent", with(RECOGNITION, "language", "en", "bloc", "UN"), 4),
                Arguments.of(
                        "AtlasAlignments",
                        Map.of(
                                "countries",
                                Map.of("codes", List.of("RU", "US", "AF")),
                                "alike",
                                Map.of(),
                                "language",
                                "en"),
                        3),
                Arguments.of(
                        "AtlasPair",
                        Map.of("country", "RU", "with", "US", "alike", Map.of(), "language", "en", "max", 1.0),
                        3));
    }

    @ParameterizedTest
    @MethodSource
    void statements(String name, Map<String, ?> variables, int expected) {
        String document = new AtlasDocuments().byName().get(name);
        // What is read once for all requests.
        GraphqlClient.data(document + " ", variables);
        assertThat(StatementCounter.during(() -> GraphqlClient.data(document, variables)))
                .isEqualTo(expected);
    }

    /** Two lists of events, their tallies at once if the lists are read at the same moment, and the topics. */
    @Test
    void theFrontPageTakesFiveStatementsAtMost() {
        Map<String, ?> variables = Map.of("votes", Map.of("kinds", List.of("VOTE")), "others", Map.of());
        String document = new AtlasDocuments().byName().get("AtlasFront");
        GraphqlClient.data(document + " ", variables);
        assertThat(StatementCounter.during(() -> GraphqlClient.data(document, variables)))
                .isBetween(3L, 5L);
    }

    /** So the page asks for no second one. */
    @Test
    void aPageHasRoomForAllCountries() {
        assertThat(GraphqlClient.data("""
                        { present: countries(first: 250, filter: {former: false}) { pageInfo { hasNextPage } }
                          former: countries(first: 250, filter: {former: true}) { pageInfo { hasNextPage } } }""").getList("collect { it.value.pageInfo.hasNextPage }", Boolean.class))
                .isEqualTo(List.of(false, false));
    }

    /** @param more names and values by turns */
    private static Map<String, Object> with(Map<String, Object> variables, String... more) {
        Map<String, Object> all = new java.util.HashMap<>(variables);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }
}
