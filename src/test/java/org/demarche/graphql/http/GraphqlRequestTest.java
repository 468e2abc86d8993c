package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GraphqlRequestTest {

    @Test
    void onlyTheFourSpecifiedMembersAreKept() throws MalformedRequestException {
        GraphqlRequest request = body("""
            {"query": "{ a }", "operationName": "A", "variables": {"x": [1, null]}, "extensions": {"y": 1}, "z": 1}
            """);
        assertThat(request.query()).isEqualTo("{ a }");
        assertThat(request.json()).hasToString("""
            {"query":"{ a }","operationName":"A","variables":{"x":[1,null]},"extensions":{"y":1}}""");
    }

    @Test
    void newlinesAndLettersOfAllScriptsAreKept() throws MalformedRequestException {
        assertThat(body("{\"query\": \"# a\\n{ b }\\u0000 Türkiye 🇹🇷\"}").query())
                .isEqualTo("# a\n{ b }\u0000 Türkiye 🇹🇷");
    }

    /** graphql-java's messages for this locale are English (EngineContractTest). */
    @Test
    void theLocaleDoesNotDependOnTheMachine() throws MalformedRequestException {
        assertThat(body("{\"query\": \"{ a }\"}").input().getLocale()).isEqualTo(Locale.ROOT);
    }

    @Test
    void nullMembersCountAsAbsent() throws MalformedRequestException {
        GraphqlRequest request =
                body("{\"query\": \"{ a }\", \"operationName\": null, \"variables\": null, \"extensions\": null}");
        assertThat(request.json()).hasToString("{\"query\":\"{ a }\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"query\": null}",
                "{\"query\": 1}",
                "{\"query\": {}}",
                "{\"query\": [\"{ a }\"]}",
                "{\"query\": \"\"}",
                "{\"query\": \" \\n\"}",
                "{\"Query\": \"{ a }\"}",
                "{\"id\": \"1\"}"
            })
    void aRequestWithoutAQueryIsMalformed(String body) {
        assertMalformed(body, "query is missing, empty or not a string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"query\": \"{ a }\"",
                "{\"query\": }",
                "{'query': '{ a }'}",
                "{ a }",
                "query={a}",
                "{\"query\": \"{\n a }\"}",
                "{\"query\": \"{ a }\"} {}",
                "{\"query\": \"{ a }\"} x",
                "\u0000",
                "<xml/>"
            })
    void invalidJsonIsMalformed(String body) {
        assertMalformed(body, "The body is empty or not valid JSON");
    }

    @Test
    void aMissingBodyAndInvalidUtf8AreMalformed() {
        assertThatThrownBy(() -> GraphqlRequest.ofBody(new byte[0])).isInstanceOf(MalformedRequestException.class);
        byte[] invalidUtf8 = {'{', '"', 'q', (byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8};
        assertThatThrownBy(() -> GraphqlRequest.ofBody(invalidUtf8)).isInstanceOf(MalformedRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"query\": \"{ a }\"}]", "[[{}]]"})
    void aBatchIsRefusedByName(String body) {
        assertMalformed(body, "Batches are not supported");
    }

    @Test
    void anEmptyOperationNameCountsAsAbsent() throws MalformedRequestException {
        assertThat(body("{\"query\": \"{ a }\", \"operationName\": \"\"}").json())
                .hasToString("{\"query\":\"{ a }\"}");
    }

    @Test
    void aDocumentMayBeNamedInsteadOfSent() throws MalformedRequestException {
        String hash = "ABCDEF0123456789".repeat(4);
        DocumentReference expected = new DocumentReference(hash.toLowerCase(Locale.ROOT), true);
        String persisted =
                "{\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"%s\", \"miss\": true}}".formatted(hash);
        assertThat(body("{\"extensions\": %s}".formatted(persisted)).reference())
                .isEqualTo(expected);
        assertThat(body("{\"query\": \"\", \"extensions\": %s}".formatted(persisted))
                        .reference())
                .isEqualTo(expected);
        assertThat(parameters("extensions", persisted).reference()).isEqualTo(expected);
        assertThat(parameters("documentId", "sha256:" + hash).reference()).isEqualTo(expected);
        assertThat(body("{\"documentId\": \"Country\"}").reference())
                .isEqualTo(new DocumentReference("Country", false));
        assertThat(body("{\"query\": \"{ a }\", \"extensions\": {\"persistedQuery\": null}}")
                        .reference())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1                                     | extensions.persistedQuery must be an object",
                "[]                                    | extensions.persistedQuery must be an object",
                "{}                                    | extensions.persistedQuery.version is missing",
                "{\"version\": 2}                      | the only version is 1",
                "{\"version\": \"1\"}                  | the only version is 1",
                "{\"version\": 1e999999999}            | the only version is 1",
                "{\"version\": 1}                      | sha256Hash must be",
                "{\"version\": 1, \"sha256Hash\": 1}   | sha256Hash must be",
                "{\"version\": 1, \"sha256Hash\": \"a\"} | sha256Hash must be"
            })
    void aPersistedQueryOfAnotherFormIsMalformed(String persisted, String message) {
        assertMalformed("{\"extensions\": {\"persistedQuery\": %s}}".formatted(persisted), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"documentId\": 1}                            | documentId must be a JSON string",
                "{\"documentId\": \"sha256:a\"}                 | documentId must have 64 hexadecimal digits",
                "{\"documentId\": \"A\", \"query\": \"{ a }\"}  | documentId stands for the document"
            })
    void anInvalidDocumentIdIsMalformed(String body, String message) {
        assertMalformed(body, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{ a }\"", "null", "true"})
    void aBodyThatIsNotAnObjectIsMalformed(String body) {
        assertMalformed(body, "The body is not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operationName|1|string",
                "operationName|{}|string",
                "variables|[]|object",
                "variables|\"{}\"|object",
                "variables|1|object",
                "extensions|[]|object",
                "extensions|true|object"
            })
    void aMemberOfTheWrongTypeIsMalformed(String part) {
        String[] parts = part.split("\\|");
        assertMalformed(
                "{\"query\": \"{ a }\", \"%s\": %s}".formatted(parts[0], parts[1]),
                "%s must be a JSON %s.".formatted(parts[0], parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"query\": \"{ a }\", \"variables\": {\"a\": ", "{\"query\": [["})
    void deepNestingIsMalformedAndDoesNotOverflowTheStack(String opening) {
        assertMalformed(opening.repeat(100_000), "The body is nested more than 100 levels deep");
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertMalformed(
                "{\"query\": \"{ a }\", \"variables\": {\"a\": " + deep + "}}",
                "The body is nested more than 100 levels deep");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", deep))
                .isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void aHugeExponentIsNotExpanded() throws MalformedRequestException {
        assertThat(body("{\"query\": \"{ a }\", \"variables\": {\"a\": 1e999999999}}")
                        .query())
                .isEqualTo("{ a }");
    }

    @Test
    void queryParametersAreARequestToo() throws MalformedRequestException {
        GraphqlRequest request =
                parameters("query", "{ a }", "operationName", "A", "variables", "{\"x\": 1}", "extensions", "");
        assertThat(request.json()).hasToString("{\"query\":\"{ a }\",\"operationName\":\"A\",\"variables\":{\"x\":1}}");
    }

    @Test
    void invalidParametersAreMalformed() {
        assertThatThrownBy(() -> parameters())
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("query is missing");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", "{"))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("The parameter variables is empty or not valid JSON");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", "[]"))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessage("variables must be a JSON object.");
    }

    private static void assertMalformed(String body, String message) {
        assertThatThrownBy(() -> body(body))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining(message);
    }

    private static GraphqlRequest body(String body) throws MalformedRequestException {
        return GraphqlRequest.ofBody(body.getBytes(StandardCharsets.UTF_8));
    }

    private static GraphqlRequest parameters(String... namesAndValues) throws MalformedRequestException {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return GraphqlRequest.ofParameters(parameters);
    }
}
