package org.demarche.alignment;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.data.Offset;
import org.demarche.support.GraphqlClient;
import org.demarche.support.HistoricSeats;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares alignments that include predecessors with numbers computed by hand, from {@link HistoricSeats}. */
@QuarkusTest
class AlignmentOfSeatsApiTest {

    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    @BeforeAll
    static void record() {
        HistoricSeats.load();
    }

    @AfterAll
    static void forget() {
        HistoricSeats.remove();
    }

    @ParameterizedTest
    @CsvSource({
        // 1991, 2000, 2010: 0.5, 0.5, 0
        "RU, DE,   false, 0.33333333333, 3, 0, 1",
        // and 1970, 1985: 0, 0. In 1991 the vote of Russia counts, not that of the Soviet Union; in 2004 it was absent
        "RU, DE,   true,  0.2,           5, 0, 3",
        "DE, RU,   true,  0.2,           5, 0, 3",
        "RU, DDDE, true,  1,             2, 2, 0",
        // 1970: 1; 1985: 0.5; 1991: 0.5; 2000: 0; 2010: 1
        "RU, RS,   true,  0.6,           5, 2, 1",
        "RS, RU,   true,  0.6,           5, 2, 1",
        // 1970: 1; 1985: 0.5; 1991: 0.5
        "CSXX, SUHH, true, 0.66666666666, 3, 1, 0",
        // 1985: 0.5; 1991, 2000, 2010: 1. Not 1970, when the Republic of China had the seat
        "RU, CN,   true,  0.875,         4, 3, 0",
        "RU, TW,   true,  0,             1, 0, 1",
        "RU, RU,   true,  1,             5, 5, 0",
        // 1970, 1985: 1; 1991: 0
        "RU, SUHH, true,  0.66666666666, 3, 2, 1"
    })
    void aPair(String one, String other, boolean predecessors, double score, int common, int same, int opposite) {
        ResponseJson found = GraphqlClient.data(
                "{ alignment(country: \"%s\", with: \"%s\", filter: {topics: [\"seats\"], includePredecessors: %s}) { country { code } with { code } score common same opposite } }"
                        .formatted(one, other, predecessors));
        assertThat(found.getDouble("alignment.score")).isCloseTo(score, NEARLY);
        assertThat(found.getInt("alignment.common")).isEqualTo(common);
        assertThat(found.getInt("alignment.same")).isEqualTo(same);
        assertThat(found.getInt("alignment.opposite")).isEqualTo(opposite);
        assertThat(found.getString("alignment.country.code")).isEqualTo(one);
        assertThat(found.getString("alignment.with.code")).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RU   | CN, DDDE, DE, RS, TW",
                "SUHH | CN, DDDE, DE, RS, TW",
                "DE   | CN, DDDE, RS, RU, TW",
                "YUCS | CN, DDDE, DE, RU, TW",
                "CN   | DDDE, DE, RS, RU"
            })
    void aListHasEachOtherSeatOnce(String code, String others) {
        assertThat(String.join(", ", others(code, true))).isEqualTo(others);
    }

    @Test
    void withoutItAListHasEachOtherCountry() {
        assertThat(others("RU", false)).containsExactly("CN", "DE", "RS", "SUHH", "YUCS");
    }

    @Test
    void eachCountryOfManyGetsWhatItGetsAlone() {
        String lists =
                "code a: alignments(filter: {topics: [\"seats\"], includePredecessors: true}) { totalCount nodes { with { code } score } } b: alignments(filter: {topics: [\"seats\"]}) { totalCount nodes { with { code } score } }";
        List<Map<String, Object>> together = GraphqlClient.data(
                        "{ countries(filter: {codes: [\"RU\", \"SUHH\", \"DE\", \"RS\", \"CN\", \"NO\"]}) { nodes { "
                                + lists + " } } }")
                .getList("countries.nodes");
        assertThat(together).hasSize(6);
        for (Map<String, Object> country : together) {
            assertThat(country)
                    .isEqualTo(GraphqlClient.data(
                                    "query ($code: String!) { country(code: $code) { " + lists + " } }",
                                    Map.of("code", country.get("code")))
                            .getMap("country"));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0.33333333333", "true, 0.2"})
    void theMembersOfABlocHaveThePositionsOfTheirPredecessors(boolean predecessors, double cohesion) {
        assertThat(GraphqlClient.data(
                                "{ bloc(code: \"SEATS\") { cohesion(filter: {topics: [\"seats\"], includePredecessors: %s}) } }"
                                        .formatted(predecessors))
                        .getDouble("bloc.cohesion"))
                .isCloseTo(cohesion, NEARLY);
    }

    @Test
    void theOtherFieldsOfTheFilterCountThePositionsOfPredecessors() {
        ResponseJson found = GraphqlClient.data("""
                query ($predecessors: Boolean) {
                  few: alignment(country: "RU", with: "DE", filter: {topics: ["seats"], minimumCommon: 5, includePredecessors: $predecessors}) { common }
                  old: alignment(country: "RU", with: "DE", filter: {topics: ["seats"], date: {to: "1990-01-01"}, includePredecessors: $predecessors}) { common }
                  contested: alignment(country: "RU", with: "DE", filter: {topics: ["seats"], contested: true, includePredecessors: $predecessors}) { common }
                }
                """, Map.of("predecessors", true));
        assertThat(found.getInt("few.common")).isEqualTo(5);
        assertThat(found.getInt("old.common")).isEqualTo(2);
        assertThat(found.getInt("contested.common")).isEqualTo(5);
    }

    private static List<String> others(String code, boolean predecessors) {
        return GraphqlClient.data(
                        "{ country(code: \"%s\") { alignments(filter: {topics: [\"seats\"], includePredecessors: %s}) { nodes { with { code } } } } }"
                                .formatted(code, predecessors))
                .getList("country.alignments.nodes.with.code", String.class)
                .stream()
                .sorted()
                .toList();
    }
}
