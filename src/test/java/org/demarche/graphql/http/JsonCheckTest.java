package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"query\": \"{ a }\"}",
                "{\"query\": \"\\\"[[[[\"}",
                "{\"a\": \"\u00e9\ud83d\ude00\"}",
                "nonsense",
                "]]]]"
            })
    void whatTheParserMayTryIsAccepted(String json) {
        assertThatCode(() -> check(json)).doesNotThrowAnyException();
    }

    @Test
    void hundredLevelsAreAllowed() {
        assertThatCode(() -> check("[".repeat(100) + "]".repeat(100))).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("[".repeat(101))).hasMessage("The body is nested more than 100 levels deep.");
    }

    @Test
    void levelsThatAreClosedDoNotCount() {
        assertThatCode(() -> check("[" + "[],".repeat(4000) + "[]]")).doesNotThrowAnyException();
    }

    @Test
    void bracketsAndCommasInTextsDoNotCount() {
        assertThatCode(() -> check("\"" + "[,".repeat(20_000) + "\"")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("\"\\\\\"" + "[".repeat(101)))
                .as("an escaped backslash before the end of a text")
                .hasMessageContaining("levels");
    }

    @Test
    void tenThousandValuesAreAllowed() {
        assertThatCode(() -> check("[" + "1,".repeat(9_999) + "1]")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("[" + "1,".repeat(10_000) + "1]"))
                .hasMessage("The body has more than 10000 values.");
        assertThatThrownBy(() -> check("[" + "{},".repeat(6_000) + "{}]")).hasMessageContaining("values");
    }

    private static void check(String json) throws MalformedRequestException {
        JsonCheck.check("The body", json.getBytes(StandardCharsets.UTF_8));
    }
}
