package org.demarche.stance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.GraphqlClient;
import org.demarche.support.HistoricSeats;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Stances of countries together with those whose seat at the United Nations they continue. */
@QuarkusTest
class PredecessorsApiTest {

    private static final String LISTS = """
            code seatPredecessors { code }
            a: stances(first: 2, filter: {topics: ["seats"], includePredecessors: true}) { totalCount nodes { id country { code } } }
            b: stances(first: 2, filter: {topics: ["seats"]}) { totalCount nodes { id country { code } } }
            c: stances(last: 3, orderBy: COUNTRY_ASC, filter: {topics: ["seats"], includePredecessors: true}) { nodes { id } }
            d: positionOn(topic: "seats", on: "1992-01-01", includePredecessors: true) { id }
            e: positionOn(topic: "seats", on: "1992-01-01") { id }
            """;

    @BeforeAll
    static void record() {
        HistoricSeats.load();
    }

    @AfterAll
    static void forget() {
        HistoricSeats.remove();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RU   | SUHH",
                "DE   | XFRG",
                "YE   | XYAR",
                "RS   | CSXX, YUCS",
                "CSXX | YUCS",
                "SUHH | ''",
                "UA   | ''",
                "CZ   | ''",
                "TZ   | ''",
                "ME   | ''",
                "CN   | ''"
            })
    void theUnitedNationsSaysWhoseSeatACountryContinues(String code, String predecessors) {
        ResponseJson found = GraphqlClient.data("{ country(code: \"" + code + "\") { seatPredecessors { code } } }");
        assertThat(String.join(", ", found.getList("country.seatPredecessors.code", String.class)))
                .isEqualTo(predecessors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RU   | 1970 SUHH, 1985 SUHH, 1991-01 SUHH, 1991-12-30 RU, 2000 RU, 2004 RU, 2010 RU",
                "DE   | 1970 XFRG, 1985 XFRG, 1991-01 DE, 2000 DE, 2004 DE, 2010 DE",
                "RS   | 1970 YUCS, 1985 YUCS, 1991-01 YUCS, 2000 YUCS, 2004 CSXX, 2010 RS",
                "CSXX | 1970 YUCS, 1985 YUCS, 1991-01 YUCS, 2000 YUCS, 2004 CSXX",
                "SUHH | 1970 SUHH, 1985 SUHH, 1991-01 SUHH",
                "CN   | 1985 CN, 1991-01 CN, 2000 CN, 2004 CN, 2010 CN"
            })
    void aListHasTheStancesOfPredecessorsEachWithItsOwnCountry(String code, String stances) {
        String list = "stances(orderBy: SINCE_ASC, filter: {%s topics: [\"seats\"], includePredecessors: true}) {"
                + " totalCount nodes { since country { code } } }";
        ResponseJson ofCountry =
                GraphqlClient.data("{ country(code: \"%s\") { %s } }".formatted(code, list.formatted("")));
        assertThat(stances(ofCountry, "country.stances")).isEqualTo(stances);
        ResponseJson ofRoot = GraphqlClient.data("{ " + list.formatted("countries: [\"" + code + "\"],") + " }");
        assertThat(stances(ofRoot, "stances")).isEqualTo(stances);
        assertThat(ofCountry.getInt("country.stances.totalCount")).isEqualTo(stances.split(", ").length);
        assertThat(ofRoot.getInt("stances.totalCount")).isEqualTo(stances.split(", ").length);
    }

    @ParameterizedTest
    @CsvSource({"''", "includePredecessors: false", "includePredecessors: null"})
    void withoutItAListHasTheCountrysOwnStancesOnly(String filter) {
        ResponseJson found = GraphqlClient.data(
                "{ country(code: \"RU\") { stances(filter: {topics: [\"seats\"], %1$s}) { totalCount } } stances(filter: {countries: [\"RU\"], topics: [\"seats\"], %1$s}) { totalCount } }"
                        .formatted(filter));
        assertThat(found.getInt("country.stances.totalCount")).isEqualTo(4);
        assertThat(found.getInt("stances.totalCount")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "positions: [OPPOSES] | 1991-01 SUHH, 2010 RU",
                "since: {from: \"1985-01-01\", to: \"1991-12-30\"} | 1985 SUHH, 1991-01 SUHH, 1991-12-30 RU",
                "inForceOn: \"1991-12-29\" | 1970 SUHH, 1985 SUHH, 1991-01 SUHH",
                "events: [\"seats-1991\"] | 1991-01 SUHH, 1991-12-30 RU",
                "countries: [\"SUHH\"] | 1970 SUHH, 1985 SUHH, 1991-01 SUHH",
                "countries: [\"DE\"] | ''",
                "acts: [RECOGNITION] | ''"
            })
    void allOtherFieldsOfTheFilterHoldForPredecessorsToo(String filter, String stances) {
        ResponseJson found = GraphqlClient.data(
                "{ country(code: \"RU\") { stances(orderBy: SINCE_ASC, filter: {topics: [\"seats\"], includePredecessors: true, %s}) { totalCount nodes { since country { code } } } } }"
                        .formatted(filter));
        assertThat(stances(found, "country.stances")).isEqualTo(stances);
    }

    @ParameterizedTest
    @EnumSource
    void thePagesInBothDirectionsMakeUpTheList(StanceOrder order) {
        List<String> whole = pages("first: 100, after", "endCursor", "hasNextPage", order);
        assertThat(whole).hasSize(7).doesNotHaveDuplicates();
        for (int size = 1; size <= 4; size++) {
            assertThat(pages("first: " + size + ", after", "endCursor", "hasNextPage", order))
                    .isEqualTo(whole);
            assertThat(pages("last: " + size + ", before", "startCursor", "hasPreviousPage", order))
                    .isEqualTo(whole);
        }
    }

    @Test
    void anEmptyPageSaysWhetherTheListHasItems() {
        ResponseJson found = GraphqlClient.data(
                "{ country(code: \"RU\") { seats: stances(first: 0, filter: {topics: [\"seats\"], since: {to: \"1990-01-01\"}, includePredecessors: true}) { totalCount pageInfo { hasNextPage } } none: stances(first: 0, filter: {topics: [\"no-such\"], includePredecessors: true}) { totalCount pageInfo { hasNextPage } } } }");
        assertThat(found.getInt("country.seats.totalCount")).isEqualTo(2);
        assertThat(found.getBoolean("country.seats.pageInfo.hasNextPage")).isTrue();
        assertThat(found.getInt("country.none.totalCount")).isZero();
        assertThat(found.getBoolean("country.none.pageInfo.hasNextPage")).isFalse();
    }

    @Test
    void eachAliasOverManyParentsGetsWhatItGetsAlone() {
        List<Map<String, Object>> together = GraphqlClient.data(
                        "{ countries(first: 100, filter: {codes: [\"RU\", \"SUHH\", \"DE\", \"XFRG\", \"DDDE\", \"RS\", \"CSXX\", \"YUCS\", \"CN\", \"TW\", \"NO\"]}) { nodes { "
                                + LISTS + " } } }")
                .getList("countries.nodes");
        assertThat(together).hasSize(11);
        for (Map<String, Object> country : together) {
            assertThat(country)
                    .isEqualTo(GraphqlClient.data(
                                    "query ($code: String!) { country(code: $code) { " + LISTS + " } }",
                                    Map.of("code", country.get("code")))
                            .getMap("country"));
        }
    }

    @Test
    void listsOfEventsAndTopicsTakePredecessorsOfTheCountriesInTheFilter() {
        ResponseJson found = GraphqlClient.data("""
                {
                  event(slug: "seats-1985") {
                    with: stances(filter: {countries: ["RU", "RS"], includePredecessors: true}, orderBy: COUNTRY_ASC) {
                      totalCount nodes { country { code } }
                    }
                    without: stances(filter: {countries: ["RU", "RS"]}) { totalCount }
                    all: stances(filter: {includePredecessors: true}) { totalCount }
                  }
                  topic(slug: "seats") {
                    positions(on: "2000-01-01", filter: {countries: ["RU"], includePredecessors: true}) {
                      totalCount nodes { country { code } since }
                    }
                  }
                }
                """);
        assertThat(found.getList("event.with.nodes.country.code", String.class)).containsExactly("SUHH", "YUCS");
        assertThat(found.getInt("event.with.totalCount")).isEqualTo(2);
        assertThat(found.getInt("event.without.totalCount")).isZero();
        assertThat(found.getInt("event.all.totalCount")).isEqualTo(5);
        assertThat(stances(found, "topic.positions")).isEqualTo("1991-01 SUHH, 2000 RU");
        assertThat(found.getInt("topic.positions.totalCount")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "RU,   1969-12-31, ",
        "RU,   1990-01-01, 1985 SUHH",
        "RU,   1991-12-29, 1991-01 SUHH",
        "RU,   1991-12-30, 1991-12-30 RU",
        "RS,   2003-01-01, 2000 YUCS",
        "RS,   2005-01-01, 2004 CSXX",
        "RS,   2011-01-01, 2010 RS",
        "SUHH, 2011-01-01, ",
        "DE,   1990-01-01, 1985 XFRG",
        "CN,   1971-01-01, "
    })
    void thePositionOfASeatIsTheLatestOfItsHolders(String code, String day, String expected) {
        ResponseJson found = GraphqlClient.data(
                "{ country(code: \"%s\") { positionOn(topic: \"seats\", on: \"%s\", includePredecessors: true) { since country { code } } } }"
                        .formatted(code, day));
        Map<String, Object> position = found.getMap("country.positionOn");
        assertThat(position == null ? null : stance(position)).isEqualTo(expected);
    }

    private static List<String> pages(String arguments, String cursor, String more, StanceOrder order) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>();
        ResponseJson page;
        do {
            page = GraphqlClient.data(
                            ("query ($cursor: String) { country(code: \"RU\") { stances(%s: $cursor, orderBy: %s, filter: {topics: [\"seats\"], includePredecessors: true}) { nodes { id }"
                                            + " pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }")
                                    .formatted(arguments, order),
                            variables)
                    .at("data.country.stances");
            ids.addAll(arguments.startsWith("last") ? 0 : ids.size(), page.getList("nodes.id"));
            variables.put("cursor", page.getString("pageInfo." + cursor));
        } while (page.getBoolean("pageInfo." + more));
        return ids;
    }

    private static String stances(ResponseJson found, String list) {
        return String.join(
                ", ",
                found.<Map<String, Object>>getList(list + ".nodes").stream()
                        .map(PredecessorsApiTest::stance)
                        .toList());
    }

    private static String stance(Map<String, Object> stance) {
        return stance.get("since") + " " + ((Map<?, ?>) stance.get("country")).get("code");
    }
}
