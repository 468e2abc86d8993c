package org.demarche.alignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of a country's alignments, also for many countries at once. */
@QuarkusTest
class AlignmentPagingApiTest {

    private static final String PAGE = "query ($after: String, $by: AlignmentOrder) { country(code: \"AL\") {"
            + " alignments(first: 4, after: $after, orderBy: $by, filter: { topics: [\"bulk\"] }) { totalCount edges {"
            + " cursor } nodes { with { code } score } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }";

    private static final String LISTS = """
            code
            a: alignments(first: 2) { totalCount nodes { with { code } score common same opposite } }
            b: alignments(first: 9, orderBy: SCORE_ASC, filter: { topics: ["bulk"] }) { totalCount nodes { with { code } score } }
            c: alignments(first: 9, filter: { topics: ["bulk"], contested: true, minimumCommon: 20 }) { nodes { with { code } } }
            d: alignments(first: 3, filter: { kinds: [RECOGNITION] }) { totalCount nodes { with { code } common } }
            """;

    @BeforeAll
    static void moreRows() {
        BulkRecord.load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCORE_ASC", "SCORE_DESC"})
    void thePagesMakeUpTheListInItsOrder(String order) {
        Map<String, Object> variables = new HashMap<>(Map.of("by", order));
        List<String> codes = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        ResponseJson page;
        do {
            page = GraphqlClient.data(PAGE, variables).at("data.country.alignments");
            assertThat(page.getBoolean("pageInfo.hasPreviousPage")).isEqualTo(!codes.isEmpty());
            codes.addAll(page.getList("nodes.with.code"));
            scores.addAll(page.getList("nodes.score"));
            variables.put("after", page.getString("pageInfo.endCursor"));
        } while (page.getBoolean("pageInfo.hasNextPage"));
        assertThat(codes)
                .doesNotHaveDuplicates()
                .doesNotContain("AL")
                .hasSize(page.getInt("totalCount"))
                .hasSizeGreaterThan(8);
        // Cursors fail first on ties.
        assertThat(scores.stream().distinct().count()).isLessThan(scores.size());
        assertThat(scores)
                .isSortedAccordingTo(
                        order.equals("SCORE_ASC")
                                ? java.util.Comparator.naturalOrder()
                                : java.util.Comparator.reverseOrder());
    }

    @Test
    void aCursorBelongsToItsListAndOrder() {
        String cursor =
                GraphqlClient.data(PAGE, Map.of("by", "SCORE_ASC")).getString("country.alignments.pageInfo.endCursor");
        String countries = GraphqlClient.data("{ countries(first: 1) { pageInfo { endCursor } } }")
                .getString("countries.pageInfo.endCursor");
        for (Map<String, String> wrong :
                List.of(Map.of("by", "SCORE_DESC", "after", cursor), Map.of("by", "SCORE_DESC", "after", countries))) {
            assertThat(GraphqlClient.answer(PAGE, wrong).getString("errors[0].extensions.code"))
                    .isEqualTo("INVALID_CURSOR");
        }
    }

    @Test
    void eachAliasOverManyParentsGetsWhatItGetsAlone() {
        List<Map<String, Object>> together = GraphqlClient.data(
                        "{ countries(first: 40, orderBy: CODE_ASC) { nodes { " + LISTS + " } } }")
                .getList("countries.nodes");
        assertThat(together).hasSize(40);
        assertThat(together).anySatisfy(country -> assertThat(country.get("a")).isNotEqualTo(country.get("b")));
        for (Map<String, Object> country : together) {
            assertThat(country).isEqualTo(alone((String) country.get("code")));
        }
    }

    @Test
    void eachBlocHasItsOwnCohesion() {
        List<Map<String, Object>> together = GraphqlClient.data(
                        "{ blocs(first: 50) { nodes { code cohesion x: cohesion(filter: { topics: [\"bulk\"] }) } } }")
                .getList("blocs.nodes");
        for (Map<String, Object> bloc : together) {
            assertThat(bloc)
                    .isEqualTo(GraphqlClient.data(
                                    "query ($code: String!) { bloc(code: $code) { code cohesion x: cohesion(filter: {"
                                            + " topics: [\"bulk\"] }) } }",
                                    Map.of("code", bloc.get("code")))
                            .getMap("bloc"));
        }
    }

    private static Map<String, Object> alone(String code) {
        Map<String, Object> country = new HashMap<>();
        for (String list : LISTS.split("\n")) {
            country.putAll(GraphqlClient.data(
                            "query ($code: String!) { country(code: $code) { " + list + " } }", Map.of("code", code))
                    .getMap("country"));
        }
        return country;
    }
}
