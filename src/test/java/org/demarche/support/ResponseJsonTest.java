package org.demarche.support;

import java.util.List;
import java.util.Map;

import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseJsonTest {

    private static final String TEXT = """
            {"data": {"list": [{"a": 1, "b": {"c": "x"}}, null, {"a": 3000000000, "b": null}, {"a": 0.1, "b": {}}],
                      "nested": [{"list": [{"a": 1}, {"a": 2}]}, {"list": []}], "none": null, "empty": [], "yes": true}}""";

    private final ResponseJson json = ResponseJson.of(TEXT);

    /** Thousands of assertions were made with REST Assured's own values. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data",
                "data.list",
                "data.list.a",
                "data.list.b",
                "data.list.b.c",
                "data.list[0]",
                "data.list[1]",
                "data.list[1].a",
                "data.list[9]",
                "data.list[9].a",
                "data.list[2].b.c",
                "data.list[3].b.c",
                "data.list.a[2]",
                "data.nested.list",
                "data.nested.list.a",
                "data.nested.list[0].a",
                "data.none",
                "data.none.a.b",
                "data.none[0]",
                "data.empty.a",
                "data.missing.a",
                "data.yes",
                "data.list.find { it != null && it.a == 0.1d }.b",
                "data.nested.list.flatten().a",
            })
    void theValuesAreThoseOfRestAssured(String path) {
        JsonPathConfig doubles =
                JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.DOUBLE);
        assertThat(json.<Object>get(path))
                .isEqualTo(JsonPath.from(TEXT).using(doubles).get(path));
    }

    @Test
    void valuesHaveTheTypeThatIsAskedFor() {
        assertThat(json.getLong("data.list[2].a")).isEqualTo(3_000_000_000L);
        assertThat(json.getInt("data.list[0].a")).isEqualTo(1);
        assertThat(json.getDouble("data.list[3].a")).isEqualTo(0.1);
        assertThat(json.getString("data.list[0].a")).isEqualTo("1");
        assertThat(json.getString("data.none")).isNull();
        assertThat(json.getBoolean("data.yes")).isTrue();
        assertThat(json.at("data.list[0]").getMap("b")).isEqualTo(Map.of("c", "x"));
        assertThat(json.at("data.nested").getList("[0].list.a", Integer.class)).isEqualTo(List.of(1, 2));
        assertThatThrownBy(() -> json.getList("data.list.b", String.class)).isInstanceOf(ClassCastException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data..list", "data.list[a]", "data.list[-1]", ".data", "data."})
    void whatIsNoPathIsNotTakenForAMissingValue(String path) {
        assertThatThrownBy(() -> json.<Object>get(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data.yes.length", "data.list.a.b", "data.yes[0]"})
    void aValueWithoutPartsHasNone(String path) {
        assertThatThrownBy(() -> json.<Object>get(path)).isInstanceOf(ClassCastException.class);
    }
}
