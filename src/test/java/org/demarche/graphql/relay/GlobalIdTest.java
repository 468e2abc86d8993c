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
    @ValueSource(
            strings = {"RU", "2024", "russia-recognises-taliban-government", "unxml/A/RES/68/262", "a b", "été/RU"})
    void anIdLeadsBackToItsTypeAndName(String name) {
        String id = GlobalId.of("Country", name);
        assertThat(id).matches("[A-Za-z0-9_-]+");
        assertThat(GlobalId.parse(id)).contains(GlobalId.named("Country", name));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 1_000_000, 999_999_999_999_999_999L})
    void anIdOfAnEarlierVersionLeadsBackToItsTypeAndKey(long key) {
        assertThat(GlobalId.parse(base64("Event:" + key))).contains(GlobalId.keyed("Event", key));
    }

    @Test
    void idsOfDifferentObjectsDiffer() {
        Set<String> ids = new HashSet<>();
        for (String type : Set.of("Topic", "Event", "Stance")) {
            for (int name = 1; name <= 200; name++) {
                ids.add(GlobalId.of(type, Integer.toString(name)));
                ids.add(base64(type + ':' + name));
            }
        }
        assertThat(ids).hasSize(1200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Country",
                "Country:",
                "Country/",
                ":1",
                "/RU",
                "Country:0",
                "Country:01",
                "Country:-1",
                "Country:+1",
                "Country: 1",
                "Country:1 ",
                "Country:1\n",
                "country:1",
                "country/RU",
                "Country:1.0",
                "Country:1:2",
                "Country:RU",
                "Country:1234567890123456789",
                "Country:99999999999999999999999",
                "Country:١",
                "Cou ntry:1",
                "Cou ntry/RU",
                "Country:1\u0000",
                "Country/RU\u0000",
                "Country/RU\n",
                "Country/\u0085"
            })
    void aForgedIdNamesNothing(String forged) {
        assertThat(GlobalId.parse(base64(forged))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Country:1", "Country/RU", "RU", "not base64 !", "====", "%00", "\u0000", "é", "Q"})
    void whatIsNoBase64NamesNothing(String id) {
        assertThat(GlobalId.parse(id)).isEmpty();
    }

    @Test
    void bytesThatAreNoTextNameNothing() {
        byte[] bytes = "Event/\0\0".getBytes(StandardCharsets.ISO_8859_1);
        bytes[6] = (byte) 0xC3;
        bytes[7] = 'x';
        assertThat(GlobalId.parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEmpty();
    }

    @Test
    void anotherSpellingOfAnIdNamesNothing() {
        String id = GlobalId.of("Event", "a");
        assertThat(id).isEqualTo("RXZlbnQvYQ");
        assertThat(GlobalId.parse(id + "==")).isEmpty();
        assertThat(GlobalId.parse("RXZlbnQvYR")).as("bits that no byte takes").isEmpty();
        assertThat(GlobalId.parse(" " + id)).isEmpty();
        assertThat(GlobalId.parse(id + "\n")).isEmpty();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
