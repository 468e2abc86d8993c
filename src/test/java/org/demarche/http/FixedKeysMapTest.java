package org.demarche.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FixedKeysMapTest {

    private static final FixedKeysMap.Keys KEYS = new FixedKeysMap.Keys(List.of("b", "a \"quoted\"", "c"));

    @Test
    void isEqualToAnyMapWithTheSameEntries() {
        Map<String, Object> map = KEYS.map(new Object[] {1, "x", null});

        assertThat(map).hasSize(3).containsEntry("b", 1).containsEntry("a \"quoted\"", "x");
        assertThat(map.containsKey("c")).isTrue();
        assertThat(map.get("c")).isNull();
        assertThat(map.get("d")).isNull();
    }

    @Test
    void keepsTheOrderOfTheKeys() {
        assertThat(new ArrayList<>(KEYS.map(new Object[] {1, 2, 3}).keySet()))
                .containsExactly("b", "a \"quoted\"", "c");
    }

    @Test
    void isWrittenLikeAnyOtherMap() {
        Map<String, Object> nested = KEYS.map(new Object[] {true, List.of("é"), null});
        Map<String, Object> map = KEYS.map(new Object[] {1, Arrays.asList(nested, null), "x"});

        assertThat(new String(ResponseWriter.write(map), StandardCharsets.UTF_8))
                .isEqualTo("{\"b\":1,\"a \\\"quoted\\\"\":[{\"b\":true,\"a \\\"quoted\\\"\":[\"é\"],\"c\":null},null],"
                        + "\"c\":\"x\"}");
    }

    @Test
    void needsAValueForEachKey() {
        assertThatThrownBy(() -> KEYS.map(new Object[] {1})).isInstanceOf(IllegalArgumentException.class);
    }
}
