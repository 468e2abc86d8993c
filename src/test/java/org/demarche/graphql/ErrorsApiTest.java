package org.demarche.graphql;

import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every invalid input gets a code and a message that names the argument and a valid value, without internals. */
@QuarkusTest
class ErrorsApiTest {

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("{ countries( }", "INVALID_QUERY", "line 1"),
                arguments("{ nope }", "INVALID_QUERY", "'nope'"),
                arguments("{ topic { slug } }", "INVALID_QUERY", "'slug'"),
                arguments("{ events { nodes } }", "INVALID_QUERY", "nodes"),
                arguments("query A { __typename } query B { __typename }", "INVALID_QUERY", "operation name"),
                arguments("mutation { nothing }", "INVALID_QUERY", "'nothing'"),
                arguments("{ countries(first: -1) { totalCount } }", "INVALID_ARGUMENT", "0 to 250"),
                arguments("{ countries(last: 251) { totalCount } }", "INVALID_ARGUMENT", "last: 251"),
                arguments("{ countries(first: 99999999999) { totalCount } }", "INVALID_ARGUMENT", "first"),
                arguments("{ countries(first: \"5\") { totalCount } }", "INVALID_ARGUMENT", "first"),
                arguments("{ countries(first: 1, last: 1) { totalCount } }", "INVALID_ARGUMENT", "first, last"),
                arguments("{ countries(after: \"x\") { totalCount } }", "INVALID_CURSOR", "after"),
                arguments("{ countries(before: \"nonsense\") { totalCount } }", "INVALID_CURSOR", "before"),
                arguments("{ events(orderBy: NOPE) { totalCount } }", "INVALID_ARGUMENT", "DATE_DESC"),
                arguments("{ events(filter: { kinds: [NOPE] }) { totalCount } }", "INVALID_ARGUMENT", "RECOGNITION"),
                arguments("{ events(filter: { bogus: 1 }) { totalCount } }", "INVALID_ARGUMENT", "bogus"),
                arguments(
                        "{ events(filter: { slugs: [\"A B\"] }) { totalCount } }", "INVALID_ARGUMENT", "filter.slugs"),
                arguments(
                        "{ events(filter: { date: { from: \"2025-02-30\" } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "2025-07-03"),
                arguments(
                        "{ events(filter: { date: { from: 2025 } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "quotation marks"),
                arguments(
                        "{ events(filter: { date: { from: \"2025-01-02\", to: \"2025-01-01\" } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "swap"),
                arguments(
                        "{ stances(filter: { recorded: { from: \"2025-07-03\" } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "2025-07-03T12:00:00Z"),
                arguments(
                        "{ stances(filter: { revised: { to: \"+10000-01-01T00:00:00Z\" } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "2025-07-03T12:00:00Z"),
                arguments(
                        "{ stances(filter: { revised: { from: \"2025-01-02T00:00:00Z\", to: \"2025-01-02T00:00:00+01:00\" } })"
                                + " { totalCount } }",
                        "INVALID_ARGUMENT",
                        "filter.revised"),
                arguments(
                        "{ stances(filter: { search: \"" + "x".repeat(501) + "\" }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "500"),
                arguments("{ sources(search: \"" + "x".repeat(501) + "\") { totalCount } }", "INVALID_ARGUMENT", "500"),
                arguments("{ sources(last: 251) { totalCount } }", "INVALID_ARGUMENT", "last: 251"),
                arguments(
                        "{ events(filter: { participants: [\"Russia\"] }) { totalCount } }", "INVALID_ARGUMENT", "RUS"),
                arguments("{ stances(filter: { blocs: [\"a b\"] }) { totalCount } }", "INVALID_ARGUMENT", "NATO"),
                arguments("{ countries(filter: { bloc: \"?\" }) { totalCount } }", "INVALID_ARGUMENT", "filter.bloc"),
                arguments("{ country(code: \"RU\") { name(language: \"!\") } }", "INVALID_ARGUMENT", "BCP 47"),
                arguments(
                        "{ topic(slug: \"afghan-wars\") { tally(bloc: \"NOPE\") { total } } }", "NOT_FOUND", "'NOPE'"),
                arguments(
                        "{ topic(slug: \"afghan-wars\") { tally(region: \"Atlantis\") { total } } }",
                        "NOT_FOUND",
                        "'Atlantis'"),
                arguments("{ event { title } }", "INVALID_ARGUMENT", "slug, symbol: neither is set"),
                arguments(
                        "{ event(slug: \"x\", symbol: \"68/262\") { title } }",
                        "INVALID_ARGUMENT",
                        "slug, symbol: both are set"),
                arguments(
                        "{ events(filter: { symbols: [\"Crimea\"] }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "S/RES/2722(2024)"),
                arguments(
                        "{ events(filter: { stancesOf: [\"Russia\"] }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "filter.stancesOf"),
                arguments(
                        "{ events(filter: { margin: { from: 1, to: 0 } }) { totalCount } }",
                        "INVALID_ARGUMENT",
                        "filter.margin: from (1) is higher than to (0)"),
                arguments(
                        "{ alignment(country: \"RU\", with: \"CN\", filter: { minimumCommon: 0 }) { score } }",
                        "INVALID_ARGUMENT",
                        "filter.minimumCommon: 0"),
                arguments(
                        "{ alignment(country: \"RU\", with: \"CN\", filter: { topics: [\"A B\"] }) { score } }",
                        "INVALID_ARGUMENT",
                        "filter.topics"),
                arguments(
                        "{ bloc(code: \"UN\") { cohesion(filter: { date: { from: \"2025-01-02\", to: \"2025-01-01\" } }) } }",
                        "INVALID_ARGUMENT",
                        "swap"),
                arguments(
                        "{ country(code: \"RU\") { alignments(first: 251) { totalCount } } }",
                        "INVALID_ARGUMENT",
                        "first: 251"),
                arguments(
                        "{ country(code: \"RU\") { alignments(after: \"nonsense\") { totalCount } } }",
                        "INVALID_CURSOR",
                        "after"),
                arguments(
                        "{ country(code: \"RU\") { alignments(orderBy: NAME_ASC) { totalCount } } }",
                        "INVALID_ARGUMENT",
                        "SCORE_ASC"),
                arguments("{ alignment(country: \"RU\") { score } }", "INVALID_QUERY", "with"),
                arguments("{ search(text: \"" + "x".repeat(501) + "\") { totalCount } }", "INVALID_ARGUMENT", "500"),
                arguments("{ search(text: \"a\\u0000b\") { totalCount } }", "INVALID_ARGUMENT", "U+0000"),
                arguments(
                        "{ country(code: \"R\\u0000\") { code } nodes(ids: [" + "\"x\", ".repeat(101) + "]) { id } }",
                        "INVALID_ARGUMENT",
                        "at most 100"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsExplained(String query, String code, String hint) {
        ResponseJson answer = GraphqlClient.answer(query, Map.of());
        assertThat(answer.getString("errors[0].extensions.code"))
                .as(answer.toString())
                .isEqualTo(code);
        assertThat(answer.getString("errors[0].message")).contains(hint);
        assertThat(answer.toString())
                .doesNotContainPattern("(?i)exception|hibernate|graphql-java|\\bsql|SRGQL|Value\\{|org\\.");
    }

    @Test
    void anInvalidVariableIsExplained() {
        ResponseJson answer = GraphqlClient.answer(
                "query ($day: Date) { stances(filter: { inForceOn: $day }) { totalCount } }",
                Map.of("day", "20250703"));
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).contains("'day'").contains("2025-07-03");
    }

    @Test
    void anUnknownKeyIsNull() {
        ResponseJson data =
                GraphqlClient.data("{ country(code: \"Atlantis\") { name } event(slug: \"No such\") { title }"
                        + " topic(slug: \"\") { title } bloc(code: \"?\") { name } node(id: \"bm9zdWNo\") { id }"
                        + " russia: country(code: \"ru\") { positionOn(topic: \"no-such\") { act } } }");
        assertThat(data.getMap("").values().stream().filter(value -> value != null))
                .hasSize(1);
        assertThat(data.getString("russia.positionOn")).isNull();
    }

    @Test
    void aFilterWithUnknownKeysMatchesNothing() {
        ResponseJson data = GraphqlClient.data(
                "{ a: stances(filter: { countries: [\"ZZ\"] }) { totalCount } b: events(filter: { topics:"
                        + " [\"no-such\"] }) { totalCount } c: stances(filter: { blocs: [\"NOPE\"] }) { totalCount } d:"
                        + " countries(filter: { regions: [\"Atlantis\"] }) { totalCount } e: stances(filter: { positions: [] }) {"
                        + " totalCount } f: search(text: \"taliban\", types: []) { totalCount } }");
        assertThat(Stream.of("a", "b", "c", "d", "e", "f").map(name -> data.getInt(name + ".totalCount")))
                .containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("invalidRequests")
    void anInvalidHttpRequestIsRejected(String body, String type, int status) {
        RestAssured.given()
                .header("Content-Type", type)
                .body(body)
                .post("/graphql")
                .then()
                .statusCode(status)
                .body("errors[0].extensions.code", org.hamcrest.Matchers.equalTo("INVALID_REQUEST"));
    }

    static Stream<Arguments> invalidRequests() {
        String query = "{\"query\": \"{ __typename }\"}";
        return Stream.of(
                arguments("", "application/json", 400),
                arguments("{", "application/json", 400),
                arguments("[]", "application/json", 400),
                arguments("{\"query\": 1}", "application/json", 400),
                arguments("{\"query\": \"{ __typename }\", \"variables\": []}", "application/json", 400),
                arguments(query, "text/plain", 415),
                arguments("query=%7B__typename%7D", "application/x-www-form-urlencoded", 415));
    }

    @Test
    void aCommentInAQueryEndsAtTheEndOfItsLine() {
        assertThat(GraphqlClient.data("# what is this?\n{ __typename }").getString("__typename"))
                .isEqualTo("Query");
    }
}
