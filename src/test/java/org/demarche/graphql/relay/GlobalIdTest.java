package org.demarche.graphql.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GlobalIdTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 1_000_000, 999_999_999_999_999_999L})
    void anIdLeadsBackToItsTypeAndKey(long key) {
        String id = GlobalId.of("Country", key);
        assertThat(id).matches("[A-Za-z0-9_-]+");
        assertThat(GlobalId.parse(id)).contains(new GlobalId("Country", key));
    }

    @Test
    void idsOfDifferentObjectsDiffer() {
        Set<String> ids = new HashSet<>();
        for (String type : Set.of("Country", "Event")) {
            for (long key = 1; key <= 200; key++) {
                ids.add(GlobalId.of(type, key));
            }
        }
        assertThat(ids).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Country",
                "Country:",
                ":1",
                "Country:0",
                "Country:01",
                "Country:-1",
                "Country:+1",
                "Country: 1",
                "Country:1 ",
                "Country:1\n",
                "country:1",
                "Country:1.0",
                "Country:1:2",
                "Country:1234567890123456789",
                "Country:99999999999999999999999",
                "Country:١",
                "Cou ntry:1",
                "Country:1\u0000"
            })
    void aForgedIdNamesNothing(String forged) {
        assertThat(GlobalId.parse(base64(forged))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Country:1", "RU", "not base64 !", "====", "%00", "\u0000", "é", "Q"})
    void whatIsNoBase64NamesNothing(String id) {
        assertThat(GlobalId.parse(id)).isEmpty();
    }

    @Test
    void anotherSpellingOfAnIdNamesNothing() {
        String id = GlobalId.of("Event", 1);
        assertThat(id).isEqualTo("RXZlbnQ6MQ");
        assertThat(GlobalId.parse(id + "==")).isEmpty();
        assertThat(GlobalId.parse("RXZlbnQ6MR")).as("bits that no byte takes").isEmpty();
        assertThat(GlobalId.parse(" " + id)).isEmpty();
        assertThat(GlobalId.parse(id + "\n")).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
