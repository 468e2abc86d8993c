package org.demarche.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResponseWriterTest {

    @Test
    void everyTypeOfValueIsWritten() {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("text", "a \"b\"\n\u0000");
        response.put("list", Arrays.asList(1, 0.25, true, null, Map.of()));
        assertThat(json(response)).isEqualTo("{\"text\":\"a \\\"b\\\"\\n\\u0000\",\"list\":[1,0.25,true,null,{}]}");
    }

    @Test
    void lettersOfAllScriptsAndFlagsAreNotEscaped() {
        assertThat(json(Map.of("flag", "Türkiye 🇹🇷 中"))).isEqualTo("{\"flag\":\"Türkiye 🇹🇷 中\"}");
    }

    @Test
    void aLongResponseIsComplete() {
        String text = "Côte d’Ivoire ".repeat(5_000);
        assertThat(json(Map.of("text", text))).isEqualTo("{\"text\":\"" + text + "\"}");
    }

    private static String json(Map<String, Object> response) {
        return new String(ResponseWriter.write(response), StandardCharsets.UTF_8);
    }
}
