package org.demarche.search;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.demarche.support.CapturedWarnings;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class SearchApiTest {

    private static final String SEARCH = """
            query ($text: String!, $types: [SearchType!], $first: Int, $after: String) {
              search(text: $text, types: $types, first: $first, after: $after) {
                totalCount
                nodes { __typename ... on Country { key: code } ... on Event { key: slug } ... on Topic { key: slug }
                        ... on Bloc { key: code } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "turkiye, TR",
        "Türkiye, TR",
        "TURKEY, TR",
        "cote d'ivoire, CI",
        "Côte d’Ivoire, CI",
        "Russland, RU",
        "россия, RU",
        "俄罗斯, RU",
        "AFG, AF",
        "USSR, SUHH",
        "soviet union, SUHH",
        "IT, IT",
        "aland, AX"
    })
    void aCountryIsFoundByItsNamesWhateverTheAccents(String text, String code) {
        assertThat(keys(Map.of("text", text, "types", List.of("COUNTRY")))).contains(code);
    }

    /** PostgreSQL sends a notice for each of these searches. Clients could fill the log with them. */
    @ParameterizedTest
    @ValueSource(strings = {"-", "*", "\"\""})
    void aSearchWithoutWordsFindsNothingAndLogsNothing(String text) {
        try (CapturedWarnings warnings = CapturedWarnings.start()) {
            assertThat(keys(Map.of("text", text))).isEmpty();
            assertThat(warnings.messages()).isEmpty();
        }
    }

    @Test
    void theBestMatchComesFirst() {
        assertThat(keys(Map.of("text", "russia")).get(0)).isEqualTo("RU");
        assertThat(keys(Map.of("text", "nato"))).startsWith("NATO");
        assertThat(keys(Map.of("text", "recognition taliban")).get(0)).isEqualTo("taliban-recognition");
    }

    @Test
    void allWordsMustOccurAndOtherFormsOfThemDo() {
        assertThat(keys(Map.of("text", "recognise taliban"))).contains("russia-recognises-taliban-government");
        assertThat(keys(Map.of("text", "taliban zebra"))).isEmpty();
    }

    @Test
    void quotedPhrasesAndExclusions() {
        assertThat(keys(Map.of("text", "\"concert hall\""))).contains("moscow-concert-hall-attack");
        assertThat(keys(Map.of("text", "\"hall concert\""))).isEmpty();
        assertThat(keys(Map.of("text", "moscow -concert")))
                .contains("muttaqi-lavrov-talks-in-moscow")
                .doesNotContain("moscow-concert-hall-attack");
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "the", "\"", "'-'", "'\\'", "'((('", "'a & | !'", "'<script>'", "'%'", "😀"})
    void whateverIsTypedIsAnswered(String text) {
        GraphqlClient.data(SEARCH, Map.of("text", text));
    }

    @Test
    void thePagesOfASearchMakeUpTheWhole() {
        List<String> whole = keys(Map.of("text", "taliban", "first", 100));
        JsonPath first = GraphqlClient.data(SEARCH, Map.of("text", "taliban", "first", 4));
        JsonPath second = GraphqlClient.data(
                SEARCH, Map.of("text", "taliban", "first", 100, "after", first.getString("search.pageInfo.endCursor")));
        assertThat(first.getBoolean("search.pageInfo.hasNextPage")).isTrue();
        assertThat(first.<String>getList("search.nodes.key")).isEqualTo(whole.subList(0, 4));
        assertThat(second.<String>getList("search.nodes.key")).isEqualTo(whole.subList(4, whole.size()));
        assertThat(first.getInt("search.totalCount")).isEqualTo(whole.size());
    }

    @Test
    void theSameWordsFilterListsOfEventsAndCountries() {
        JsonPath data = GraphqlClient.data("{ events(filter: { search: \"concert hall\" }) { nodes { slug } }"
                + " countries(filter: { search: \"schweiz\" }) { nodes { code } } }");
        assertThat(data.getList("events.nodes.slug")).containsExactly("moscow-concert-hall-attack");
        assertThat(data.getList("countries.nodes.code")).containsExactly("CH");
    }

    private static List<String> keys(Map<String, ?> variables) {
        return GraphqlClient.data(SEARCH, variables).getList("search.nodes.key");
    }
}
