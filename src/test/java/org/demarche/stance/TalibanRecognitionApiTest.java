package org.demarche.stance;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Questions that the built-in record must answer. */
@QuarkusTest
class TalibanRecognitionApiTest {

    @Test
    void russiaAloneRecognises() {
        ResponseJson data = GraphqlClient.data(
                "{ event(slug: \"russia-recognises-taliban-government\") { stances(filter: { positions:"
                        + " [SUPPORTS], acts: [RECOGNITION] }) { nodes { country { code } since confidence sources { author } } } } }");
        assertThat(data.getList("event.stances.nodes.country.code")).containsExactly("RU");
        assertThat(data.getString("event.stances.nodes[0].since")).isEqualTo("2025-07-03");
        assertThat(data.getString("event.stances.nodes[0].sources[0].author")).isEqualTo("Kashif Mirza");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1998-01-01 | SA=SUPPORTS PK=SUPPORTS AE=SUPPORTS",
                "2000-12-31 | SA=SUPPORTS PK=SUPPORTS AE=SUPPORTS",
                "2001-01-01 | ''",
                "2010-01-01 | ''",
                "2023-01-01 | CN=PARTLY_SUPPORTS PK=PARTLY_SUPPORTS IR=PARTLY_SUPPORTS TR=PARTLY_SUPPORTS"
                        + " RU=PARTLY_SUPPORTS",
                "2025-07-03 | CN=PARTLY_SUPPORTS PK=PARTLY_SUPPORTS IR=PARTLY_SUPPORTS TR=PARTLY_SUPPORTS"
                        + " US=OPPOSES RU=SUPPORTS AF=SUPPORTS",
                "2025-07-04 | CN=PARTLY_SUPPORTS PK=PARTLY_SUPPORTS IR=PARTLY_SUPPORTS TR=PARTLY_SUPPORTS"
                        + " RU=SUPPORTS AF=SUPPORTS US=OPPOSES"
            })
    void theTopicOnADay(String day, String expected) {
        List<Map<String, Object>> positions = GraphqlClient.data(
                        "query ($on: Date) { topic(slug: \"taliban-recognition\") { positions(on: $on) { nodes {"
                                + " position country { code } } } } }",
                        Map.of("on", day))
                .getList("topic.positions.nodes");
        List<String> found = positions.stream()
                .map(stance -> ((Map<?, ?>) stance.get("country")).get("code") + "=" + stance.get("position"))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void theChainBehindTheRecognitionReachesTheConcertHall() {
        ResponseJson data = GraphqlClient.data(
                "{ event(slug: \"russia-recognises-taliban-government\") { precededBy { slug precededBy {"
                        + " slug precededBy { slug followedBy { slug } } } } } }");
        String step = "event.precededBy.find { it.slug == 'russia-lifts-taliban-terrorist-designation' }.precededBy";
        assertThat(data.getList(step + ".slug")).containsExactly("putin-calls-taliban-allies");
        assertThat(data.getList(step + "[0].precededBy.slug")).containsExactly("moscow-concert-hall-attack");
        assertThat(data.getList(step + "[0].precededBy[0].followedBy.slug"))
                .containsExactly("putin-calls-taliban-allies");
    }

    @Test
    void theAxisIsOneForAndThreePartlyFor() {
        ResponseJson data = GraphqlClient.data(
                "{ topic(slug: \"taliban-recognition\") { axis: tally(on: \"2025-07-04\", bloc: \"rcpi\")"
                        + " { supports partlySupports neutral opposes total } world: tally(on: \"2025-07-04\") { supports"
                        + " partlySupports opposes total } } }");
        assertThat(data.getMap("topic.axis"))
                .isEqualTo(Map.of("supports", 1, "partlySupports", 3, "neutral", 0, "opposes", 0, "total", 4));
        assertThat(data.getMap("topic.world"))
                .isEqualTo(Map.of("supports", 2, "partlySupports", 4, "opposes", 1, "total", 7));
    }

    @ParameterizedTest
    @CsvSource({
        "2021-12-31,",
        "2022-01-01, PARTLY_SUPPORTS",
        "2025-03-31, PARTLY_SUPPORTS",
        "2025-04-01, SUPPORTS",
        "2025-12-31, SUPPORTS"
    })
    void russiaThroughTime(String day, String position) {
        ResponseJson data = GraphqlClient.data(
                "query ($on: Date) { country(code: \"RU\") { positionOn(topic: \"taliban-recognition\", on: $on) {"
                        + " position } } }",
                Map.of("on", day));
        assertThat(data.getString("country.positionOn.position")).isEqualTo(position);
    }
}
