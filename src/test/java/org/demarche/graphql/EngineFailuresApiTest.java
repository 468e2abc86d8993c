package org.demarche.graphql;

import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that random requests found: each made graphql-java fail, or echo what was sent. */
@QuarkusTest
class EngineFailuresApiTest {

    private static final String NULL = "{\"v\": null}";
    private static final String NONE = "{}";
    private static final int MAX_ECHO = 100;

    static Stream<Arguments> failures() {
        return Stream.of(
                // A variable with a default may be null although the argument may not.
                arguments(
                        "query ($v: String = \"RU\") { country(code: $v) { code } }", NULL, "INVALID_ARGUMENT", "code"),
                arguments("query ($v: ID = \"x\") { node(id: $v) { id } }", NULL, "INVALID_ARGUMENT", "id"),
                arguments("query ($v: [ID!] = [\"x\"]) { nodes(ids: $v) { id } }", NULL, "INVALID_ARGUMENT", "ids"),
                arguments(
                        "query ($v: String = \"x\") { search(text: $v) { totalCount } }",
                        NULL,
                        "INVALID_ARGUMENT",
                        "text"),
                arguments(
                        "query ($v: String = \"x\") { events(filter: { slugs: [$v] }) { totalCount } }",
                        NULL,
                        "INVALID_ARGUMENT",
                        "slugs"),
                arguments("query ($v: Boolean = true) { __typename @include(if: $v) }", NULL, "INVALID_ARGUMENT", "if"),
                arguments("query ($v: String = \"x\") { __type(name: $v) { name } }", NULL, "INVALID_ARGUMENT", "name"),
                // The argument of introspection has a default and may be null.
                arguments("{ __type(name: \"Query\") { fields(includeDeprecated: null) { name } } }", NONE, null, null),
                arguments(
                        "{ __type(name: \"Act\") { enumValues(includeDeprecated: null) { name } } }", NONE, null, null),
                arguments(
                        "query ($v: Boolean) { __schema { directives { args(includeDeprecated: $v) { name } } } }",
                        NULL,
                        null,
                        null),
                arguments(
                        "{ __type(name: \"DateRange\") { inputFields(includeDeprecated: null) { name } } }",
                        NONE,
                        null,
                        null),
                // graphql-java looks for the only root field of a subscription.
                arguments(
                        "subscription { ...A } fragment A on Query { __typename }",
                        NONE,
                        "INVALID_QUERY",
                        "ubscription"),
                arguments("subscription { ... on Query { x } }", NONE, "INVALID_QUERY", "ubscription"),
                arguments("subscription { a @include(if: $x) }", NONE, "INVALID_QUERY", "ubscription"),
                arguments("subscription { a @skip }", NONE, "INVALID_QUERY", "ubscription"),
                // Exponents and digits
                arguments(
                        "query ($v: Int = -1e2147483648) { countries(first: $v) { totalCount } }",
                        NONE,
                        "INVALID_ARGUMENT",
                        ""),
                arguments("{ __type(name: \"\\u{FFFFFFFFFFFFFFFF}\") { name } }", NONE, "INVALID_QUERY", ""),
                arguments(
                        "query ($v: Int) { countries(first: $v) { totalCount } }",
                        "{\"v\": 1e3000000}",
                        "INVALID_ARGUMENT",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureIsCoded(String query, String variables, String code, String hint) {
        ResponseJson answer = answer(query, variables);
        assertThat(answer.getString("errors[0].extensions.code"))
                .as(answer.toString())
                .isEqualTo(code);
        if (hint != null) {
            assertThat(answer.getString("errors[0].message")).contains(hint).hasSizeLessThan(500);
        }
    }

    /** X stands for a long word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ X }",
                "{ countries(X: 1) { totalCount } }",
                "{ countries(orderBy: X) { totalCount } }",
                "{ countries(filter: { X: 1 }) { totalCount } }",
                "{ countries(filter: { codes: [\"X\"] }) { totalCount } }",
                "{ countries(filter: { regions: [X] }) { totalCount } }",
                "{ stances(filter: { countries: [\"X\"] }) { totalCount } }",
                "{ stances(filter: { topics: [\"X\"] }) { totalCount } }",
                "{ stances(filter: { inForceOn: \"X\" }) { totalCount } }",
                "{ country(code: \"RU\") { name(language: \"X\") } }",
                "{ topics { nodes { tally(bloc: \"X\") { total } } } }",
                "{ ...X }",
                "{ ... on X { a } }",
                "{ __typename @X }",
                "{ __typename @include(X: true) }",
                "query ($X: Int) { __typename }",
                "query ($v: X) { __typename }",
                "query ($v: Int = \"X\") { countries(first: $v) { totalCount } }",
                "query X { __typename } query X { __typename }",
                "fragment X on Query { __typename }",
                "{ __typename } \"X\"",
                "{ __typename } \"X",
                "{ __typename } X"
            })
    void aMessageRepeatsLittleInput(String template) {
        assertRepeatsLittle(template, "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query ($v: Int) { countries(first: $v) { totalCount } }",
                "query ($v: CountryOrder) { countries(orderBy: $v) { totalCount } }",
                "query ($v: CountryFilter) { countries(filter: $v) { totalCount } }",
                "query ($v: Date) { stances(filter: { inForceOn: $v }) { totalCount } }",
                "query ($v: [EventKind!]) { events(filter: { kinds: $v }) { totalCount } }",
                "query ($v: String) { countries(after: $v) { totalCount } }"
            })
    void aMessageRepeatsLittleOfAVariable(String query) {
        assertRepeatsLittle(query, "{\"v\": \"X\"}");
        assertRepeatsLittle(query, "{\"v\": [\"X\"]}");
        assertRepeatsLittle(query, "{\"v\": {\"X\": 1}}");
    }

    private static void assertRepeatsLittle(String query, String variables) {
        String longWord = "x".repeat(3000);
        ResponseJson answer = answer(query.replace("X", longWord), variables.replace("X", longWord));
        assertThat(answer.getList("errors.message", String.class)).isNotEmpty().allSatisfy(message -> assertThat(
                        message)
                .doesNotContainIgnoringCase("x".repeat(MAX_ECHO + 1))
                .doesNotContain("Value{"));
    }

    private static ResponseJson answer(String query, String variables) {
        String request = new JsonObject().put("query", query).encode();
        String body = request.substring(0, request.length() - 1) + ", \"variables\": " + variables + "}";
        return ResponseJson.of(RestAssured.given()
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }
}
