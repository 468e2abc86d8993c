package org.demarche.graphql.limit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.introspection.IntrospectionQuery;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that ask for too much are rejected before they are executed. */
@QuarkusTest
class LimitsApiTest {

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                arguments("nodes", nest(3, "first: 250"), Map.of()),
                arguments("nodes", nest(5, "first: 100"), Map.of()),
                arguments("nodes", nest(5, "last: 100"), Map.of()),
                arguments("nodes", "query ($n: Int) " + nest(5, "first: $n"), Map.of("n", 100)),
                arguments("nodes", "query ($n: Int = 100) " + nest(5, "first: $n"), Map.of()),
                arguments("nodes", nest(5, "orderBy: SINCE_ASC"), Map.of()),
                arguments(
                        "nodes",
                        "{ countries(first: 100) { nodes { ...A ...B } } }"
                                + " fragment A on Country { stances(first: 100) { nodes { event { stances(first: 100) { nodes { act } } } } } }"
                                + " fragment B on Country { ... { events(first: 100) { nodes { slug } } } }",
                        Map.of()),
                arguments(
                        "root-fields",
                        aliases(
                                450,
                                "stances(first: 100) { nodes { event { stances(first: 20) { nodes { act } } } } }"),
                        Map.of()),
                arguments("cost", aliases(249, "stances { totalCount }"), Map.of()),
                arguments("cost", aliases(249, "search(text: \"a\") { nodes { __typename } }"), Map.of()),
                arguments(
                        "cost",
                        "{ countries(first: 100) { nodes { alignments(first: 1) { nodes { score } }"
                                + " b: alignments(first: 1) { nodes { score } } c: alignments(first: 1) { nodes { score } }"
                                + " d: alignments(first: 1) { nodes { score } } } } }",
                        Map.of()),
                arguments(
                        "depth",
                        "{ country(code: \"RU\") " + "{ successors ".repeat(20) + "{ code } " + "}".repeat(20) + "}",
                        Map.of()),
                arguments(
                        "nodes",
                        "{ country(code: \"RU\") " + "{ successors ".repeat(16) + "{ code } " + "}".repeat(16) + "}",
                        Map.of()),
                arguments(
                        "nodes",
                        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
                        Map.of()),
                arguments("root-fields", aliases(251, "__typename"), Map.of()),
                arguments(
                        "items",
                        "query ($s: [String!]) { events(filter: { slugs: $s }) { nodes { slug } } }",
                        Map.of("s", Collections.nCopies(1000, "a"))),
                arguments(
                        "characters",
                        "query ($s: String!) { event(slug: $s) { slug } }",
                        Map.of("s", "x".repeat(10_001))),
                arguments("tokens", "{ " + "a ".repeat(15_000) + "}", Map.of()),
                arguments("document", "{ __typename } #" + "x".repeat(100_000), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aRequestOverALimitIsRejected(String limit, String document, Map<String, ?> variables) {
        ResponseJson answer = GraphqlClient.answer(document, variables);
        assertThat(answer.getString("errors[0].extensions.limit"))
                .as(answer.toString())
                .isEqualTo(limit);
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(answer.getLong("errors[0].extensions.requested"))
                .isGreaterThan(answer.getLong("errors[0].extensions.allowed"));
        assertThat(answer.getString("errors[0].message")).contains("demarche.limits." + limit);
        assertThat(answer.getMap("data")).isNull();
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                arguments("query ($v: String = \"RU\") { country(code: $v) { code } }", "code"),
                arguments("query ($v: ID = \"x\") { node(id: $v) { id } }", "id"),
                arguments("query ($v: [ID!] = []) { nodes(ids: $v) { id } }", "ids"),
                arguments("query ($v: ID = \"x\") { nodes(ids: [$v]) { id } }", "ids"),
                arguments("query ($v: String = \"a\") { search(text: $v) { totalCount } }", "text"),
                arguments("query ($v: Boolean = true) { country(code: \"RU\") @include(if: $v) { code } }", "@include"),
                arguments("query ($v: Boolean = true) { country(code: \"RU\") { code @skip(if: $v) } }", "@skip"),
                arguments(
                        "query ($v: String = \"a\") { country(code: \"RU\") { positionOn(topic: $v) { act } } }",
                        "topic"),
                arguments("query ($v: String = \"a\") { events(filter: { slugs: [$v] }) { totalCount } }", "slugs"));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullForAVariableWithADefaultIsRejectedWhereNullCannotBe(String document, String argument) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("v", null);
        ResponseJson answer = GraphqlClient.answer(document, variables);
        assertThat(answer.getString("errors[0].extensions.code"))
                .as(answer.toString())
                .isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).contains(argument);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments("{\"query\": \"{ countries(first: 1e3000000) { totalCount } }\"}"),
                arguments(
                        "{\"query\": \"query ($n: Int) { countries(first: $n) { totalCount } }\", \"variables\": {\"n\": 1e3000000}}"),
                arguments(
                        "{\"query\": \"query ($n: Int) { countries(first: $n) { totalCount } }\", \"variables\": {\"n\": "
                                + "9".repeat(1000) + "}}"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberThatWouldTakeLongToComputeIsRejected(String body) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/graphql")
                .then()
                .body("errors[0].extensions.code", equalTo("INVALID_ARGUMENT"));
    }

    @Test
    void theIntrospectionOfToolsPasses() {
        assertThat(GraphqlClient.data(IntrospectionQuery.INTROSPECTION_QUERY).getList("__schema.types"))
                .hasSizeGreaterThan(20);
    }

    @Test
    void theCostIsReturnedOnRequest() {
        String query = "{ events(first: 10) { nodes { slug } } }";
        ResponseJson answer = ResponseJson.of(RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query, "extensions", Map.of("cost", true)))
                .post("/graphql"));
        assertThat(answer.getMap("extensions.cost"))
                .isEqualTo(Map.of("nodes", 10, "cost", 22, "nodesLimit", 100_000, "costLimit", 200_000));
        assertThat(GraphqlClient.answer(query, Map.of()).getMap("extensions")).isNull();
    }

    @ParameterizedTest
    @MethodSource("longInputs")
    void noMessageRepeatsMoreThanAHundredCharacters(String query) {
        ResponseJson answer = GraphqlClient.answer(query, Map.of());
        assertThat(answer.getList("errors.message", String.class)).isNotEmpty().allSatisfy(message -> assertThat(
                        message)
                .doesNotContain("x".repeat(101))
                .doesNotContain("it's ".repeat(21))
                .hasSizeLessThan(600));
    }

    static Stream<String> longInputs() {
        String text = "x".repeat(9000);
        return Stream.of(
                "{ " + text + " }",
                "query " + text + " { " + text + " }",
                "{ country(code: \"" + text + "\") { name(language: \"" + text + "\") } topic(slug: \"A\") { " + text
                        + " } }",
                "{ events(filter: { slugs: [\"A " + text + "\"] }) { totalCount } }",
                "{ events(after: \"" + text + "\") { totalCount } }",
                "{ events(orderBy: " + text + ") { totalCount } }",
                "{ stances(filter: { inForceOn: \"" + text + "\" }) { totalCount } }",
                "{ ..." + text + " }",
                "query ($" + text + ": " + text + ") { topics { totalCount } }",
                "{ topics @" + text + " { totalCount } }",
                "{ topics {\"\"\" 'a' " + "it's ".repeat(100) + "x'".repeat(101) + "x }",
                "{ topics \"" + text + "\" }");
    }

    private static String nest(int levels, String arguments) {
        String query = "act";
        for (int i = 0; i < levels; i++) {
            query = "event { stances(%s) { nodes { %s } } }".formatted(arguments, query);
        }
        return "{ stances(first: 1) { nodes { " + query + " } } }";
    }

    private static String aliases(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(i -> "a" + i + ": " + field)
                .collect(Collectors.joining(" ", "{ ", " }"));
    }
}
