package org.demarche.graphql.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.demarche.database.ReadSessionApiTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema as a subgraph of Apollo Federation. SchemaApiTest holds that it is none by default. */
@QuarkusTest
@TestProfile(ReadSessionApiTest.WithReplica.class)
class FederationApiTest {

    private static final String ENTITIES = """
            query ($representations: [_Any!]!) {
              _entities(representations: $representations) {
                __typename
                ... on Node { id }
                ... on Country { code name }
                ... on Bloc { code members: memberships(first: 2) { nodes { country { code } } } }
                ... on Topic { slug }
                ... on Event { slug stances(first: 5) { nodes { position country { code } } } }
              }
            }
            """;

    @BeforeAll
    static void loadMoreRows() {
        BulkRecord.load();
    }

    @Test
    void theServiceDescribesItselfWithTheKeysOfItsEntities() {
        String sdl = GraphqlClient.data("{ _service { sdl } }").getString("_service.sdl");
        assertThat(sdl)
                .isEqualTo(RestAssured.get("/graphql/schema.graphql").asString())
                .contains("extend schema @link(url: \"https://specs.apollo.dev/federation/v2.0\"")
                .contains("type Country implements Node @key(fields: \"id\") @key(fields: \"code\") {\n")
                .contains("type Bloc implements Node @key(fields: \"id\") @key(fields: \"code\") {\n")
                .contains("type Event implements Node @key(fields: \"id\") @key(fields: \"slug\") {\n")
                .contains("type Topic implements Node @key(fields: \"id\") @key(fields: \"slug\") {\n")
                .contains("type Stance implements Node @key(fields: \"id\") {\n")
                .contains("type Source implements Node @key(fields: \"id\") {\n")
                .contains("type PageInfo @shareable {\n")
                .doesNotContain("_entities", "_Any");
        TypeDefinitionRegistry parsed = new SchemaParser().parse(sdl);
        assertThat(parsed.types().values().stream().filter(type -> type.hasDirective("key")))
                .hasSize(6);
    }

    @Test
    void entitiesAreFoundByTheirNamesInTheOrderAsked() {
        List<Map<String, Object>> asked = List.of(
                Map.of("__typename", "Topic", "slug", "taliban-recognition"),
                Map.of("__typename", "Country", "code", "NO"),
                Map.of("__typename", "Event", "slug", "russia-recognises-taliban-government"),
                Map.of("__typename", "Country", "code", "rus"),
                Map.of("__typename", "Bloc", "code", "nato"),
                Map.of("__typename", "Country", "code", "ZZ"),
                Map.of("__typename", "Event", "slug", "No slug"));
        ResponseJson found = entities(asked);
        assertThat(types(found)).containsExactly("Topic", "Country", "Event", "Country", "Bloc", null, null);
        assertThat(found.getString("_entities[1].name")).isEqualTo("Norway");
        assertThat(found.getString("_entities[3].code")).isEqualTo("RU");
        assertThat(found.getList("_entities[4].members.nodes")).hasSize(2);
    }

    @Test
    void entitiesAreThoseOfTheMomentThatIsAskedFor() {
        String query = "query ($t: DateTime!) @knownAt(time: $t) { _entities(representations: ["
                + "{ __typename: \"Topic\", slug: \"known-entity\" }]) { ... on Topic { title } } }";
        BulkRecord.execute("insert into topic (slug, title, title_key) values ('known-entity', 'First', 'first')");
        String moment = BulkRecord.now();
        BulkRecord.execute("delete from topic where slug = 'known-entity'");
        assertThat(GraphqlClient.data(query, Map.of("t", moment)).getString("_entities[0].title"))
                .isEqualTo("First");
        assertThat(GraphqlClient.data(query.replace("($t: DateTime!) @knownAt(time: $t) ", ""))
                        .<Object>get("_entities[0]"))
                .isNull();
    }

    @Test
    void entitiesAreFoundByTheirIdsButNotAsAnotherType() {
        ResponseJson ids = GraphqlClient.data(
                "{ country(code: \"NO\") { id } stances(first: 1) { nodes { id sources { id } } } }");
        String country = ids.getString("country.id");
        ResponseJson found = entities(List.of(
                Map.of("__typename", "Stance", "id", ids.getString("stances.nodes[0].id")),
                Map.of("__typename", "Source", "id", ids.getString("stances.nodes[0].sources[0].id")),
                Map.of("__typename", "Country", "id", country),
                Map.of("__typename", "Event", "id", country),
                Map.of("__typename", "Country", "id", "nothing")));
        assertThat(types(found)).containsExactly("Stance", "Source", "Country", null, null);
    }

    @Test
    void theSameEntityMayBeAskedForTwice() {
        Map<String, Object> norway = Map.of("__typename", "Country", "code", "NO");
        assertThat(entities(List.of(norway, norway)).getList("_entities.name")).containsExactly("Norway", "Norway");
    }

    @Test
    void representationsMayBeWrittenIntoTheDocument() {
        ResponseJson found = GraphqlClient.data(
                "query ($code: String!) { _entities(representations: [{__typename: \"Country\", code: \"NO\"},"
                        + " {__typename: \"Country\", code: $code}]) { ... on Country { name } } }",
                Map.of("code", "RU"));
        assertThat(found.getList("_entities.name")).containsExactly("Norway", "Russia");
    }

    @Test
    void anyNumberOfEntitiesTakesOneStatementForEachKindOfNameAndOneForEachList() {
        List<String> ids =
                GraphqlClient.data("{ events(last: 30) { nodes { id } } }").getList("events.nodes.id");
        List<Map<String, Object>> asked = new ArrayList<>();
        ids.forEach(id -> asked.add(Map.of("__typename", "Event", "id", id)));
        IntStream.rangeClosed(1, 60).forEach(n -> asked.add(Map.of("__typename", "Event", "slug", "bulk-" + n)));
        asked.add(Map.of("__typename", "Country", "code", "NO"));
        entities(asked);
        assertThat(StatementCounter.during(() -> entities(asked))).isEqualTo(3);
    }

    @Test
    void theCostOfAnEntityCountsForEachOfThem() {
        List<Map<String, Object>> asked = Collections.nCopies(10, Map.of("__typename", "Country", "code", "NO"));
        ResponseJson answer = ResponseJson.of(RestAssured.given()
                .contentType("application/json")
                .body(Map.of(
                        "query",
                        ENTITIES,
                        "variables",
                        Map.of("representations", asked),
                        "extensions",
                        Map.of("cost", true)))
                .post("/graphql")
                .asString());
        // Each with the most expensive type: an event with five stances.
        assertThat(answer.getInt("extensions.cost.nodes")).isEqualTo(10 * (1 + 5));
    }

    @Test
    void tooManyRepresentationsAreRefused() {
        List<Map<String, Object>> asked = Collections.nCopies(251, Map.of("__typename", "Country", "code", "NO"));
        ResponseJson answer = GraphqlClient.answer(ENTITIES, Map.of("representations", asked));
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.getString("errors[0].extensions.limit")).isEqualTo("items");
        assertThat(entities(asked.subList(0, 250)).getList("_entities")).hasSize(250);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{code: \"NO\"} | representations[0]: __typename must be one of",
                "{__typename: \"Tally\", id: \"x\"} | representations[0]: __typename must be one of",
                "{__typename: \"Country\"} | representations[0]: give the id or the code of the Country as a text",
                "{__typename: \"Stance\", id: 5} | representations[0]: give the id of the Stance as a text",
                "\"NO\" | Expected an object with __typename",
            })
    void aMalformedRepresentationIsExplained(String representation, String message) {
        ResponseJson answer = GraphqlClient.answer(
                "{ _entities(representations: [%s]) { __typename } }".formatted(representation), Map.of());
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).contains(message);
    }

    private static ResponseJson entities(List<Map<String, Object>> representations) {
        return GraphqlClient.data(ENTITIES, Map.of("representations", representations));
    }

    /** A path to the names of the types would leave out what is null. */
    private static List<Object> types(ResponseJson found) {
        List<Map<String, Object>> entities = found.getList("_entities");
        return entities.stream()
                .map(entity -> entity == null ? null : entity.get("__typename"))
                .toList();
    }
}
