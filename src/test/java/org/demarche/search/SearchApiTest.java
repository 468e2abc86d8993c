package org.demarche.search;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.CapturedWarnings;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
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
        ResponseJson first = GraphqlClient.data(SEARCH, Map.of("text", "taliban", "first", 4));
        ResponseJson second = GraphqlClient.data(
                SEARCH, Map.of("text", "taliban", "first", 100, "after", first.getString("search.pageInfo.endCursor")));
        assertThat(first.getBoolean("search.pageInfo.hasNextPage")).isTrue();
        assertThat(first.<String>getList("search.nodes.key")).isEqualTo(whole.subList(0, 4));
        assertThat(second.<String>getList("search.nodes.key")).isEqualTo(whole.subList(4, whole.size()));
        assertThat(first.getInt("search.totalCount")).isEqualTo(whole.size());
    }

    @Test
    void theSameWordsFilterLists() {
        ResponseJson data = GraphqlClient.data("{ events(filter: { search: \"concert hall\" }) { nodes { slug } }"
                + " countries(filter: { search: \"schweiz\" }) { nodes { code } }"
                + " topics(search: \"frozen assets\") { totalCount nodes { slug } } }");
        assertThat(data.getList("events.nodes.slug")).containsExactly("moscow-concert-hall-attack");
        assertThat(data.getList("countries.nodes.code")).containsExactly("CH");
        assertThat(data.getList("topics.nodes.slug")).containsExactly("afghan-economy");
        assertThat(data.getInt("topics.totalCount")).isEqualTo(1);
    }

    /** As the list of countries shows it, and as the first of all results. */
    @Test
    void everyCountryIsFoundFirstByItsEnglishName() {
        Map<String, String> names = BulkRecord.pairs("select code, name from country where code not like 'XAA%'");
        assertThat(names).hasSizeGreaterThanOrEqualTo(260);
        names.forEach((code, name) ->
                assertThat(keys(Map.of("text", name, "first", 1))).as(name).containsExactly(code));
    }

    @ParameterizedTest
    @CsvSource({
        "China, CN",
        "Germany, DE",
        "Ireland, IE",
        "congo - kinshasa, CD",
        "Congo – Kinshasa, CD",
        "Democratic Republic of the Congo, CD",
        "guinea bissau, GW",
        "Guinea, GN",
        "U.S.S.R., SUHH",
        "Soviet Union, SUHH",
        "РОССИЯ, RU",
        "“Viet Nam”, VN",
        "NATO, NATO",
        "north atlantic treaty organisation, NATO",
    })
    void whatHasExactlyTheNameComesFirst(String text, String key) {
        assertThat(keys(Map.of("text", text, "first", 1))).containsExactly(key);
    }

    @Test
    void whatBeginsWithTheWordsComesBeforeWhatContainsThem() {
        List<String> found = keys(Map.of("text", "united", "types", List.of("COUNTRY"), "first", 100));
        assertThat(found).contains("AE", "GB", "US", "TZ");
        assertThat(found.indexOf("TZ")).isGreaterThan(Math.max(found.indexOf("US"), found.indexOf("AE")));
    }

    @Test
    void presentCountriesComeBeforeFormerOnes() {
        List<String> found = keys(Map.of("text", "republic", "types", List.of("COUNTRY"), "first", 100));
        List<Boolean> former = found.stream().map(code -> code.length() == 4).toList();
        assertThat(former).contains(true, false).isSorted();
    }

    /** Whatever separates them: all of it separates nothing else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "“Taliban” recognition",
                "«Taliban»recognition",
                "Taliban—recognition",
                "Taliban–recognition",
                "Taliban…recognition",
                "Taliban\u00A0recognition",
                "Taliban\u202Frecognition",
                "Taliban\u2011recognition",
                "「Taliban」recognition",
                "Taliban、recognition。",
                "‘Taliban’ ‹recognition›",
                "Taliban - recognition",
                "Taliban · recognition",
                "Taliban/recognition",
                "Tali\u00ADban recognition",
                "(Taliban), recognition!"
            })
    void punctuationOnlySeparates(String text) {
        assertThat(keys(Map.of("text", text)))
                .isEqualTo(keys(Map.of("text", "taliban recognition")))
                .isNotEmpty();
    }

    @Test
    void britishAndAmericanSpellingsMeet() {
        assertThat(keys(Map.of("text", "recognizes taliban"))).contains("russia-recognises-taliban-government");
        for (String[] pair : new String[][] {
            {"defence licences offences pretence", "defense licenses offenses pretense"},
            {
                "organisations recognised privatising analyse paralysed",
                "organizations recognized privatizing analyze paralyzed"
            },
            {
                "labour neighbours honourable harbour behaviour endeavours",
                "labor neighbors honorable harbor behavior endeavors"
            },
            {"centre theatres kilometres litre fibres", "center theaters kilometers liter fibers"},
            {"programmes dialogue catalogues", "programs dialog catalogs"},
            {"travelled cancelling modelling councillors signalled", "traveled canceling modeling councilors signaled"},
            {"fulfil enrolment instalments", "fulfill enrollment installments"},
            {"paediatric archaeology haemorrhage mediaeval", "pediatric archeology hemorrhage medieval"},
            {"aluminium sulphur grey judgement enquiry practised", "aluminum sulfur gray judgment inquiry practiced"},
            {"co-operation co-ordinate", "cooperation coordinate"}
        }) {
            assertThat(BulkRecord.texts(
                            "select searchable('%s') union select searchable('%s')".formatted((Object[]) pair)))
                    .as(pair[0])
                    .hasSize(1);
        }
    }

    @Test
    void wordsThatOnlyLookBritishStayApart() {
        for (String[] pair :
                new String[][] {{"four", "for"}, {"acre", "acer"}, {"presence", "presense"}, {"tour", "tor"}}) {
            assertThat(BulkRecord.texts(
                            "select searchable('%s') union select searchable('%s')".formatted((Object[]) pair)))
                    .hasSize(2);
        }
    }

    private static List<String> keys(Map<String, ?> variables) {
        return GraphqlClient.data(SEARCH, variables).getList("search.nodes.key");
    }
}
