package org.demarche.graphql.http;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonVariablesTest {

    @Test
    void everyJsonTypeBecomesItsJavaType() {
        Map<String, Object> values = read(
                "{\"text\": \"a\", \"none\": null, \"yes\": true, \"no\": false, \"list\": [1, null, {\"in\": \"b\"}]}");
        assertThat(values)
                .containsEntry("text", "a")
                .containsEntry("none", null)
                .containsEntry("yes", true)
                .containsEntry("no", false)
                .containsEntry("list", Arrays.asList(1, null, Map.of("in", "b")));
    }

    @Test
    void numbersKeepTheirValue() {
        assertThat(read("{\"n\": [0, -7, 2147483647, 2147483648, 1.5, 1e2]}").get("n"))
                .isEqualTo(
                        List.of(0, -7, Integer.MAX_VALUE, 2147483648L, new BigDecimal("1.5"), new BigDecimal("1e2")));
        assertThat(read("{\"n\": 1e999999999}").get("n")).isEqualTo(new BigDecimal("1e999999999"));
    }

    private static Map<String, Object> read(String json) {
        return JsonVariables.toMap(Json.createReader(new StringReader(json)).readObject());
    }
}
