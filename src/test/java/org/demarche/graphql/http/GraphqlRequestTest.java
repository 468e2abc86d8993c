package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import graphql.i18n.I18n;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.demarche.graphql.http.GraphqlRequest.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GraphqlRequestTest {

    @Test
    void theFourPartsOfARequestAreKeptAndNothingElse() throws Malformed {
        GraphqlRequest request = body("""
            {"query": "{ a }", "operationName": "A", "variables": {"x": [1, null]}, "extensions": {"y": 1}, "z": 1}
            """);
        assertThat(request.query()).isEqualTo("{ a }");
        assertThat(request.json()).hasToString("""
            {"query":"{ a }","operationName":"A","variables":{"x":[1,null]},"extensions":{"y":1}}""");
    }

    @Test
    void lineBreaksAndLettersOfAllScriptsSurvive() throws Malformed {
        assertThat(body("{\"query\": \"# a\\n{ b }\\u0000 Türkiye 🇹🇷\"}").query())
                .isEqualTo("# a\n{ b }\u0000 Türkiye 🇹🇷");
    }

    @Test
    void messagesAreInEnglishWhateverTheLanguageOfTheMachine() throws Malformed {
        Locale language = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN);
        try {
            Locale asked = body("{\"query\": \"{ a }\"}").input().getLocale();
            assertThat(I18n.i18n(I18n.BundleType.Validation, asked).msg("NoUnusedFragments.unusedFragments", "", "F"))
                    .contains("Unused fragment");
        } finally {
            Locale.setDefault(language);
        }
    }

    @Test
    void partsThatAreNullAreAsGoodAsLeftOut() throws Malformed {
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
        assertMalformed(body, "query is missing, or is no string");
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
    void brokenJsonIsMalformed(String body) {
        assertMalformed(body, "There is no JSON in the body, or it is broken");
    }

    @Test
    void noBodyAndBytesThatAreNoTextAreMalformed() {
        assertThatThrownBy(() -> GraphqlRequest.ofBody(null)).isInstanceOf(Malformed.class);
        byte[] noText = {'{', '"', 'q', (byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8};
        assertThatThrownBy(() -> GraphqlRequest.ofBody(Buffer.buffer(noText))).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"query\": \"{ a }\"}]", "\"{ a }\"", "null", "true"})
    void aBodyThatIsNoObjectIsMalformed(String body) {
        assertMalformed(body, "The body is no JSON object");
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
    void aPartOfTheWrongTypeIsMalformed(String part) {
        String[] parts = part.split("\\|");
        assertMalformed(
                "{\"query\": \"{ a }\", \"%s\": %s}".formatted(parts[0], parts[1]),
                "%s is no %s.".formatted(parts[0], parts[2]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"query\": \"{ a }\", \"variables\": {\"a\": ", "{\"query\": [["})
    void nestingWithoutEndIsMalformedAndOverflowsNothing(String opening) {
        assertMalformed(opening.repeat(100_000), "There is no JSON in the body, or it is broken");
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertMalformed("{\"query\": \"{ a }\", \"variables\": {\"a\": " + deep + "}}", "There is no JSON in the body");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", deep))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void aNumberOfAMillionDigitsIsNotCalculatedWith() throws Malformed {
        assertThat(body("{\"query\": \"{ a }\", \"variables\": {\"a\": 1e999999999}}")
                        .query())
                .isEqualTo("{ a }");
    }

    @Test
    void theParametersOfAnAddressAreARequestToo() throws Malformed {
        GraphqlRequest request =
                parameters("query", "{ a }", "operationName", "A", "variables", "{\"x\": 1}", "extensions", "");
        assertThat(request.json()).hasToString("{\"query\":\"{ a }\",\"operationName\":\"A\",\"variables\":{\"x\":1}}");
    }

    @Test
    void wrongParametersAreMalformed() {
        assertThatThrownBy(() -> parameters()).isInstanceOf(Malformed.class).hasMessageContaining("query is missing");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", "{"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("There is no JSON in variables");
        assertThatThrownBy(() -> parameters("query", "{ a }", "variables", "[]"))
                .isInstanceOf(Malformed.class)
                .hasMessage("variables is no object.");
    }

    private static void assertMalformed(String body, String message) {
        assertThatThrownBy(() -> body(body)).isInstanceOf(Malformed.class).hasMessageContaining(message);
    }

    private static GraphqlRequest body(String body) throws Malformed {
        return GraphqlRequest.ofBody(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static GraphqlRequest parameters(String... namesAndValues) throws Malformed {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return GraphqlRequest.ofParameters(parameters);
    }
}
