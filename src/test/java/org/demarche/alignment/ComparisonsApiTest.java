package org.demarche.alignment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.data.Offset;
import org.demarche.support.GraphqlClient;
import org.demarche.support.HistoricSeats;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two countries event by event, in the record of {@link ThreeCountries}. */
@QuarkusTest
class ComparisonsApiTest {

    private static final Offset<Double> NEARLY = Offset.offset(1e-9);

    private static final String PAGE = "query ($after: String) { alignment(country: \"FJ\", with: \"TO\") {"
            + " comparisons(first: 3, after: $after) { totalCount edges { cursor node { event { slug } } } nodes {"
            + " event { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }";

    @BeforeEach
    void record() {
        ThreeCountries.load();
    }

    @AfterEach
    void forget() {
        ThreeCountries.remove();
    }

    @Test
    void theCommonEventsComeNewestFirstWithBothStances() {
        ResponseJson found = GraphqlClient.data(
                "{ alignment(country: \"FJ\", with: \"TO\") { comparisons { totalCount nodes { score event { slug }"
                        + " stance { country { code } position since event { slug } }"
                        + " with { country { code } position since } } } } }");
        found = found.at("data.alignment.comparisons");
        assertThat(found.getInt("totalCount")).isEqualTo(4);
        assertThat(found.getList("nodes.event.slug")).containsExactly("hand-4", "hand-3", "hand-2", "hand-1");
        assertThat(found.getList("nodes.stance.event.slug")).containsExactly("hand-4", "hand-3", "hand-2", "hand-1");
        assertThat(found.getList("nodes.stance.country.code")).containsOnly("FJ");
        assertThat(found.getList("nodes.with.country.code")).containsOnly("TO");
        // On hand-4 the latest stance of Fiji counts, although it has ended.
        assertThat(found.getList("nodes.stance.since")).containsExactly("1994", "1992", "1991", "1990");
        assertThat(found.getList("nodes.stance.position"))
                .containsExactly("SUPPORTS", "SUPPORTS", "PARTLY_SUPPORTS", "SUPPORTS");
        assertThat(found.getList("nodes.with.position")).containsExactly("SUPPORTS", "SUPPORTS", "NEUTRAL", "OPPOSES");
        assertThat(found.getList("nodes.score")).containsExactly(1.0, 1.0, 0.75, 0.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxScore: 0 | hand-1",
                "minScore: 0.75 | hand-4 hand-3 hand-2",
                "minScore: 0.76 | hand-4 hand-3",
                "minScore: 1 | hand-4 hand-3",
                "minScore: 0.1, maxScore: 0.9 | hand-2",
                "minScore: 0.75, maxScore: 0.75 | hand-2",
                "minScore: 0.6, maxScore: 0.7 | ''",
                "minScore: null, maxScore: null | hand-4 hand-3 hand-2 hand-1"
            })
    void aRangeOfScoresSelectsEvents(String range, String events) {
        ResponseJson found = GraphqlClient.data("{ alignment(country: \"FJ\", with: \"TO\") { comparisons(" + range
                + ") { totalCount nodes { event { slug } } } } }");
        List<String> slugs = found.getList("alignment.comparisons.nodes.event.slug");
        assertThat(String.join(" ", slugs)).isEqualTo(events);
        assertThat(found.getInt("alignment.comparisons.totalCount")).isEqualTo(slugs.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minScore: -0.1 | minScore: -0.1 is out of range; a score is at least 0 and at most 1.",
                "maxScore: 2 | maxScore: 2.0 is out of range; a score is at least 0 and at most 1.",
                "minScore: 0.8, maxScore: 0.2 | minScore, maxScore: 0.8 is more than 0.2, so no score is between them; exchange them."
            })
    void aRangeThatNoScoreCanBeInIsAnError(String range, String message) {
        ResponseJson answer = GraphqlClient.answer(
                "{ alignment(country: \"FJ\", with: \"TO\") { comparisons(" + range + ") { totalCount } } }", Map.of());
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).isEqualTo(message);
    }

    @Test
    void theFilterOfTheAlignmentSelectsTheEvents() {
        ResponseJson found = GraphqlClient.data("""
                { alignment(country: "FJ", with: "TO", filter: {topics: ["money"], date: {from: "1991-05-02"}}) {
                  common comparisons { totalCount nodes { event { slug } } } } }""");
        assertThat(found.getInt("alignment.common")).isEqualTo(1);
        assertThat(found.getInt("alignment.comparisons.totalCount")).isEqualTo(1);
        assertThat(found.getList("alignment.comparisons.nodes.event.slug")).containsExactly("hand-4");
    }

    @Test
    void thePagesMakeUpTheList() {
        ResponseJson first = GraphqlClient.data(PAGE, new HashMap<>()).at("data.alignment.comparisons");
        assertThat(first.getList("nodes.event.slug")).containsExactly("hand-4", "hand-3", "hand-2");
        assertThat(first.getList("edges.node.event.slug")).isEqualTo(first.getList("nodes.event.slug"));
        assertThat(first.getBoolean("pageInfo.hasNextPage")).isTrue();
        assertThat(first.getString("pageInfo.endCursor")).isEqualTo(first.getString("edges[2].cursor"));
        ResponseJson next = GraphqlClient.data(PAGE, Map.of("after", first.getString("pageInfo.endCursor")))
                .at("data.alignment.comparisons");
        assertThat(next.getList("nodes.event.slug")).containsExactly("hand-1");
        assertThat(next.getInt("totalCount")).isEqualTo(4);
        assertThat(next.getBoolean("pageInfo.hasNextPage")).isFalse();
        assertThat(next.getBoolean("pageInfo.hasPreviousPage")).isTrue();
    }

    @Test
    void aCursorOfAnotherListIsAnError() {
        String cursor = GraphqlClient.data("{ countries(first: 1) { pageInfo { endCursor } } }")
                .getString("countries.pageInfo.endCursor");
        assertThat(GraphqlClient.answer(PAGE, Map.of("after", cursor)).getString("errors[0].extensions.code"))
                .isEqualTo("INVALID_CURSOR");
    }

    @Test
    void withPredecessorsTheStanceIsThatOfTheCountryThatTookIt() {
        HistoricSeats.load();
        ResponseJson found = GraphqlClient.data("""
                { alignment(country: "RU", with: "DE", filter: {topics: ["seats"], includePredecessors: true}) {
                  comparisons { nodes { score event { slug }
                    stance { country { code } position } with { country { code } position } } } } }""");
        HistoricSeats.remove();
        found = found.at("data.alignment.comparisons.nodes");
        assertThat(found.getList("event.slug"))
                .containsExactly("seats-2010", "seats-2000", "seats-1991", "seats-1985", "seats-1970");
        // In 1991 the later stance is that of Russia itself.
        assertThat(found.getList("stance.country.code")).containsExactly("RU", "RU", "RU", "SUHH", "SUHH");
        assertThat(found.getList("with.country.code")).containsExactly("DE", "DE", "DE", "XFRG", "XFRG");
        assertThat(found.getList("stance.position"))
                .containsExactly("OPPOSES", "SUPPORTS", "SUPPORTS", "SUPPORTS", "SUPPORTS");
        assertThat(found.getList("with.position"))
                .containsExactly("SUPPORTS", "NEUTRAL", "NEUTRAL", "OPPOSES", "OPPOSES");
        assertThat(found.getList("score")).containsExactly(0.0, 0.5, 0.5, 0.0, 0.0);
    }

    @Test
    void eachAlignmentOfAListHasItsOwn() {
        String comparisons =
                "kappa high: comparisons(first: 2, minScore: 0.5) { totalCount nodes { score event { slug }"
                        + " stance { position } with { position } } } low: comparisons(maxScore: 0.4) { totalCount nodes {"
                        + " event { slug } } }";
        List<Map<String, Object>> countries = GraphqlClient.data(
                        "{ countries(filter: {codes: [\"FJ\", \"TO\", \"WS\"]}) { nodes { alignments { nodes { country {"
                                + " code } with { code } " + comparisons + " } } } } }")
                .getList("countries.nodes");
        List<Map<String, Object>> together = new ArrayList<>();
        countries.forEach(country -> together.addAll(nodes(country)));
        assertThat(together).hasSize(6);
        for (Map<String, Object> alignment : together) {
            assertThat(alignment)
                    .isEqualTo(GraphqlClient.data(
                                    "query ($one: String!, $other: String!) { alignment(country: $one, with: $other) {"
                                            + " country { code } with { code } " + comparisons + " } }",
                                    Map.of("one", code(alignment, "country"), "other", code(alignment, "with")))
                            .getMap("alignment"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // observed 2.75 / 4; Fiji supports in 3/4 and partly in 1/4; Tonga supports in 1/2, is neutral in 1/4
                // and
                // opposes in 1/4; expected (0.5 + 0.125) * 3/4 + (0.375 + 0.1875 + 0.0625) * 1/4 = 0.625
                "FJ | TO | '' | 0.16666666667",
                // observed 0.5; Samoa partly opposes, supports and opposes; expected (0.25 + 1 + 0) / 3 * 2/3
                // + (0.5 + 0.75 + 0.25) / 3 * 1/3 = 4/9
                "FJ | WS | '' | 0.1",
                "WS | FJ | '' | 0.1",
                // observed 7/12, expected (0.25 + 1 + 0) / 3 * 2/3 + (0.75 + 0.5 + 0.5) / 3 * 1/3 = 17/36
                "TO | WS | '' | 0.21052631579",
                "FJ | FJ | '' | 1",
                // a single event on which they differ: observed and expected are the same
                "FJ | TO | kinds: [SANCTION] | 0",
                // both support on all of two events
                "FJ | TO | date: {from: \"1991-05-02\"} |"
            })
    void kappaIsWhatIsComputedByHand(String one, String other, String filter, Double kappa) {
        ResponseJson found = GraphqlClient.data(
                "{ alignment(country: \"%s\", with: \"%s\", filter: {%s}) { kappa } }".formatted(one, other, filter));
        if (kappa == null) {
            assertThat(found.<Map<String, Object>>get("alignment"))
                    .containsKey("kappa")
                    .containsValue(null);
        } else {
            assertThat(found.getDouble("alignment.kappa")).isCloseTo(kappa, NEARLY);
        }
    }

    @Test
    void aListHasOnlyTheMembersOfTheBlocToday() {
        // Nauru has left, and Samoa has no date of entry.
        ThreeCountries.stand("NR", "hand-3", "SUPPORTS", "1992", null);
        ThreeCountries.stand("KI", "hand-3", "SUPPORTS", "1992", null);
        assertThat(others("")).containsExactlyInAnyOrder("TO", "WS", "NR", "KI");
        assertThat(others("bloc: \"HAND\"")).containsExactly("TO", "WS");
        assertThat(others("bloc: \" hand\", minimumCommon: 4")).containsExactly("TO");
        assertThat(others("bloc: \"NO-SUCH\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alignment(country: \"FJ\", with: \"TO\", filter: {bloc: \"HAND\"}) { score }",
                "bloc(code: \"HAND\") { cohesion(filter: {bloc: \"UN\"}) }",
                "country(code: \"FJ\") { alignments(filter: {bloc: \"NATO!\"}) { totalCount } }"
            })
    void aBlocWhereItCannotBeHeardIsAnError(String field) {
        ResponseJson answer = GraphqlClient.answer("{ " + field + " }", Map.of());
        assertThat(answer.getString("errors[0].extensions.code")).isEqualTo("INVALID_ARGUMENT");
        assertThat(answer.getString("errors[0].message")).startsWith("filter.bloc: ");
    }

    @Test
    void comparisonsTakeTwoStatementsForAnyNumberOfPairs() {
        String fields = "kappa comparisons(first: 50) { totalCount nodes { score event { title } stance { position }"
                + " with { act country { code } } } }";
        String pair = "{ alignment(country: \"FJ\", with: \"TO\") { " + fields + " } }";
        String lists = "{ countries(first: 30) { nodes { alignments(first: 2) { nodes { " + fields + " } } } } }";
        GraphqlClient.data(pair);
        GraphqlClient.data(lists);
        assertThat(StatementCounter.during(() -> GraphqlClient.data(pair))).isEqualTo(3);
        assertThat(StatementCounter.during(() -> GraphqlClient.data(lists))).isEqualTo(4);
        assertThat(StatementCounter.during(() -> GraphqlClient.data(
                        "{ countries { nodes { alignments(filter: { bloc: \"UN\" }) { totalCount } } } }")))
                .isEqualTo(3);
        String withoutThem = "{ alignment(country: \"FJ\", with: \"TO\") { score kappa } }";
        assertThat(StatementCounter.during(() -> GraphqlClient.data(withoutThem)))
                .isEqualTo(1);
    }

    private static List<String> others(String filter) {
        return GraphqlClient.data("{ country(code: \"FJ\") { alignments(filter: {%s}) { nodes { with { code } } } } }"
                        .formatted(filter))
                .getList("country.alignments.nodes.with.code");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> nodes(Map<String, Object> country) {
        return (List<Map<String, Object>>) ((Map<String, Object>) country.get("alignments")).get("nodes");
    }

    private static String code(Map<String, Object> alignment, String country) {
        return (String) ((Map<?, ?>) alignment.get(country)).get("code");
    }
}
