package org.demarche.country;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Countries by what people write for their codes. The table is in src/site/markdown/clients.md. */
@QuarkusTest
class CountryCodesApiTest {

    @ParameterizedTest
    @CsvSource({
        "UK, GB",
        "u.k., GB",
        "EL, GR",
        "USA, US",
        "U.S., US",
        "U.S.A., US",
        "UAE, AE",
        "DRC, CD",
        "CAR, CF",
        "FYROM, MK",
        "ROC, TW",
        "PRC, CN",
        "DPRK, KP",
        "ROK, KR",
        "KSA, SA",
        "RSA, ZA",
        "ROI, IE",
        "RMI, MH",
        "SVG, VC",
        "BVI, VG",
        "USVI, VI",
        "TCI, TC",
        "USSR, SUHH",
        "CSSR, CSHH",
        "SFRY, YUCS",
        "GDR, DDDE",
        "DDR, DDDE",
        "FRG, XFRG",
        "PDRY, YDYE",
        "YAR, XYAR"
    })
    void aCommonAbbreviationIsTakenForACodeAndFoundBySearch(String abbreviation, String code) {
        ResponseJson data = GraphqlClient.data("""
                query ($code: String!) {
                  country(code: $code) { code }
                  countries(filter: {codes: [$code]}) { nodes { code } }
                  search(text: $code, types: [COUNTRY]) { nodes { ... on Country { code } } }
                }
                """, Map.of("code", abbreviation));
        assertThat(data.getString("country.code")).isEqualTo(code);
        assertThat(data.<String>getList("countries.nodes.code")).containsExactly(code);
        assertThat(data.<String>getList("search.nodes.code")).contains(code);
    }

    @Test
    void filtersTakeAbbreviationsToo() {
        String count = "{ a: stances(filter: {countries: [\"%s\"]}) { totalCount } }";
        assertThat(GraphqlClient.data(count.formatted("U.S.")).getInt("a.totalCount"))
                .isPositive()
                .isEqualTo(GraphqlClient.data(count.formatted("US")).getInt("a.totalCount"));
    }

    /** A code of ISO 3166 is that of its country, whatever else it stands for. */
    @ParameterizedTest
    @CsvSource({"CA, CA", "CAF, CF", "SA, SA", "KOR, KR", "COG, CG", "GIN, GN"})
    void anAbbreviationNeverTakesTheCodeOfAnother(String written, String code) {
        assertThat(GraphqlClient.data(
                                "query ($code: String!) { country(code: $code) { code } }", Map.of("code", written))
                        .getString("country.code"))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Korea", "Congo", "Guinea"})
    void aNameOfSeveralCountriesIsNoCodeAndASearchFindsAllOfThem(String name) {
        assertThat(GraphqlClient.data("query ($code: String!) { country(code: $code) { code } }", Map.of("code", name))
                        .getString("country.code"))
                .isNull();
        List<String> found = GraphqlClient.data(
                        "query ($text: String!) { search(text: $text, types: [COUNTRY]) { nodes { ... on Country { code } } } }",
                        Map.of("text", name))
                .getList("search.nodes.code");
        assertThat(found)
                .containsAll(Map.of(
                                "Korea", List.of("KR", "KP"),
                                "Congo", List.of("CG", "CD"),
                                "Guinea", List.of("GN", "GW", "GQ", "PG"))
                        .get(name));
    }
}
