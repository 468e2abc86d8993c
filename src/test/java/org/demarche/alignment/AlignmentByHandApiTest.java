package org.demarche.alignment;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.data.Offset;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares with numbers computed by hand: those of {@link ThreeCountries}. */
@QuarkusTest
class AlignmentByHandApiTest {

    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @BeforeAll
    static void record() {
        ThreeCountries.load();
    }

    @AfterAll
    static void forget() {
        ThreeCountries.remove();
    }

    @ParameterizedTest
    @CsvSource({
        "FJ, TO, 0.6875, 4, 2, 1", // 2.75 / 4
        "FJ, WS, 0.5,    3, 1, 1", // 1.5 / 3
        "WS, FJ, 0.5,    3, 1, 1",
        "TO, WS, 0.58333333333, 3, 1, 1", // 1.75 / 3
        "fji, Ton, 0.6875, 4, 2, 1",
        "WS, WSM, 1, 3, 3, 0"
    })
    void aPair(String one, String other, double score, int common, int same, int opposite) {
        assertPair(alignment(one, other, ""), score, common, same, opposite);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // without hand-3, on which all three are for it: 1.75 / 3, 0.5 / 2
                "contested: true | 0.58333333333 | 3 | 0.25 | 2",
                "contested: false | 0.6875 | 4 | 0.5 | 3",
                "contested: null, minimumCommon: null | 0.6875 | 4 | 0.5 | 3",
                // hand-2 and hand-4: 1.75 / 2, 0.5 / 2
                "topics: [\"money\"] | 0.875 | 2 | 0.25 | 2",
                "topics: [\"money\", \"no-such\"] | 0.875 | 2 | 0.25 | 2",
                "topics: [\"money\", \"hand\"] | 0.6875 | 4 | 0.5 | 3",
                // hand-2
                "kinds: [SANCTION] | 0.75 | 1 | 0.5 | 1",
                "kinds: [SANCTION, VOTE] | 0.6875 | 4 | 0.5 | 3",
                // a date without its day counts as its first day
                "date: {from: \"1991-05-01\"} | 0.91666666666 | 3 | 0.5 | 3",
                "date: {from: \"1991-05-02\"} | 1 | 2 | 0.5 | 2",
                "date: {from: \"1991-05-01\", to: \"1992-01-01\"} | 0.875 | 2 | 0.75 | 2",
                // hand-4, as all must hold
                "topics: [\"money\"], kinds: [VOTE], date: {from: \"1990-01-01\"}, contested: true | 1 | 1 | 0 | 1"
            })
    void aFilterTakesEvents(String filter, double withTonga, int events, double withSamoa, int eventsWithSamoa) {
        ResponseJson tonga = alignment("FJ", "TO", filter);
        assertThat(tonga.getDouble("alignment.score")).isCloseTo(withTonga, NEARLY);
        assertThat(tonga.getInt("alignment.common")).isEqualTo(events);
        ResponseJson samoa = alignment("FJ", "WS", filter);
        assertThat(samoa.getDouble("alignment.score")).isCloseTo(withSamoa, NEARLY);
        assertThat(samoa.getInt("alignment.common")).isEqualTo(eventsWithSamoa);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FJ | NR | ''",
                "FJ | ZZ | ''",
                "Atlantis | FJ | ''",
                "NR | NR | ''",
                "FJ | TO | topics: [\"no-such\"]",
                "FJ | TO | topics: []",
                "FJ | TO | kinds: []",
                "FJ | TO | date: {to: \"1989-12-31\"}",
                "FJ | TO | minimumCommon: 5",
                "FJ | WS | minimumCommon: 4"
            })
    void noPairOrTooLittleInCommonIsNull(String one, String other, String filter) {
        assertThat(alignment(one, other, filter).<Object>get("alignment")).isNull();
    }

    @Test
    void anEventIsContestedByAnyCountryThatTookAnotherPosition() {
        ThreeCountries.stand("NR", "hand-3", "ABSENT", "1992", null);
        assertThat(alignment("FJ", "TO", "contested: true").getInt("alignment.common"))
                .isEqualTo(3);
        ThreeCountries.stand("NR", "hand-3", "OPPOSES", "1993", null);
        assertThat(alignment("FJ", "TO", "contested: true").getInt("alignment.common"))
                .isEqualTo(4);
        // Its latest stance agrees with the others.
        ThreeCountries.stand("NR", "hand-3", "SUPPORTS", "1994", null);
        assertThat(alignment("FJ", "TO", "contested: true").getInt("alignment.common"))
                .isEqualTo(3);
        ThreeCountries.load();
    }

    @Test
    void theOthersComeMostAlikeFirst() {
        assertThat(others("TO", "SCORE_DESC", "")).containsExactly("FJ", "WS");
        assertThat(others("TO", "SCORE_ASC", "")).containsExactly("WS", "FJ");
        assertThat(others("TO", "SCORE_DESC", "kinds: [SANCTION]")).containsExactly("WS", "FJ"); // 0.75 both, by key
        assertThat(others("TO", "SCORE_DESC", "minimumCommon: 4")).containsExactly("FJ");
        assertThat(others("WS", "SCORE_DESC", "minimumCommon: 4")).isEmpty();
        assertThat(others("NR", "SCORE_DESC", "")).isEmpty();
    }

    @Test
    void everyAlignmentOfAListIsTheOneOfItsPair() {
        ResponseJson data = GraphqlClient.data(
                "{ country(code: \"TO\") { alignments { totalCount nodes { country { code } with { code }"
                        + " score common same opposite } } } }");
        assertThat(data.getInt("country.alignments.totalCount")).isEqualTo(2);
        List<Map<String, Object>> nodes = data.getList("country.alignments.nodes");
        assertThat(nodes.get(0)).containsEntry("country", Map.of("code", "TO"));
        assertThat(nodes.get(0)).containsEntry("with", Map.of("code", "FJ"));
        data = data.at("data.country.alignments");
        assertThat(data.getDouble("nodes[0].score")).isCloseTo(0.6875, NEARLY);
        assertThat(data.getDouble("nodes[1].score")).isCloseTo(1.75 / 3, NEARLY);
        assertThat(data.getInt("nodes[1].common")).isEqualTo(3);
        assertThat(data.getInt("nodes[1].same")).isEqualTo(1);
        assertThat(data.getInt("nodes[1].opposite")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // (2.75 / 4 + 1.5 / 3 + 1.75 / 3) / 3: Nauru left in 1999, and Tonga, there for the second time, counts
                // once
                "''                     | 0.59027777777",
                // (1.75 / 3 + 0.5 / 2 + 0.75 / 2) / 3
                "contested: true        | 0.40277777777",
                // (0.75 + 0.5 + 0.75) / 3
                "kinds: [SANCTION]      | 0.66666666666",
                // Fiji and Tonga alone
                "minimumCommon: 4       | 0.6875",
                "minimumCommon: 5       | ",
                "topics: [\"no-such\"]  | "
            })
    void theCohesionOfABlocIsTheMeanOfItsPairs(String filter, Double mean) {
        ResponseJson data = GraphqlClient.data("{ bloc(code: \"HAND\") { cohesion(filter: {" + filter + "}) } }");
        if (mean == null) {
            assertThat(data.<Object>get("bloc.cohesion")).isNull();
        } else {
            assertThat(data.getDouble("bloc.cohesion")).isCloseTo(mean, NEARLY);
        }
    }

    private static void assertPair(ResponseJson data, double score, int common, int same, int opposite) {
        assertThat(data.getDouble("alignment.score")).isCloseTo(score, NEARLY);
        assertThat(data.getInt("alignment.common")).isEqualTo(common);
        assertThat(data.getInt("alignment.same")).isEqualTo(same);
        assertThat(data.getInt("alignment.opposite")).isEqualTo(opposite);
    }

    private static ResponseJson alignment(String one, String other, String filter) {
        return GraphqlClient.data(
                "query ($one: String!, $other: String!) { alignment(country: $one, with: $other, filter: {" + filter
                        + "}) { score common same opposite } }",
                Map.of("one", one, "other", other));
    }

    private static List<String> others(String country, String order, String filter) {
        return GraphqlClient.data(
                        "{ country(code: \"%s\") { alignments(orderBy: %s, filter: {%s}) { nodes { with { code } } } } }"
                                .formatted(country, order, filter))
                .getList("country.alignments.nodes.with.code");
    }
}
