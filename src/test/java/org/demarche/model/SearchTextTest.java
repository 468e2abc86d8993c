package org.demarche.model;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class SearchTextTest {

    @Test
    void fiveHundredCharactersAreAccepted() {
        String longest = "a".repeat(500);
        assertThat(SearchText.checked("search", longest)).isEqualTo(longest);
        assertThat(SearchText.checked("search", "")).isEmpty();
        assertThat(SearchText.checked("search", null)).isNull();
    }

    @Test
    void oneMoreIsRejected() {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> SearchText.checked("search", "a".repeat(501)))
                .hasMessage("search: the text has 501 characters; search for at most 500.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "moscow -concert | moscow -\"concert\"",
                "-concert moscow | -\"concert\" moscow",
                "moscow -concert-hall | moscow -\"concert hall\"",
                "moscow -\"concert hall\" | moscow -\"concert hall\"",
                "moscow -“concert hall” | moscow -\"concert hall\"",
                "moscow\u00A0-concert | moscow -\"concert\"",
            })
    void aDashBetweenABlankAndAWordExcludes(String text, String query) {
        assertQuery(text, query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Congo - Kinshasa | Congo Kinshasa",
                "Congo – Kinshasa | Congo – Kinshasa",
                "Congo -- Kinshasa | Congo Kinshasa",
                "Congo --Kinshasa | Congo Kinshasa",
                "Guinea-Bissau | Guinea Bissau",
                "Congo - | Congo",
                "- | ''",
                "-- | ''",
                "-! | !",
                "a -\" b | a b",
            })
    void anyOtherDashExcludesNothing(String text, String query) {
        assertQuery(text, query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"concert hall\" attack | \"concert hall\" attack",
                "“concert hall” attack | \"concert hall\" attack",
                "„concert hall“ attack | \"concert hall\" attack",
                "«concert hall» attack | \"concert hall\" attack",
                "»concert hall« attack | \"concert hall\" attack",
                "「concert hall」 attack | \"concert hall\" attack",
                "(“concert-hall”) attack | ( \"concert hall\" ) attack",
            })
    void everyPairOfQuotationMarksEnclosesAPhrase(String text, String query) {
        assertQuery(text, query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "concert\" hall | concert hall",
                "\"concert hall | concert hall",
                "concert hall” | concert hall",
                "5\" and 6\" | 5 and 6",
                "צה\"ל או ארה\"ב | צה ל או ארה ב",
            })
    void aQuotationMarkWithoutAPartnerOrInsideAWordOnlySeparates(String text, String query) {
        assertQuery(text, query);
    }

    private static void assertQuery(String text, String query) {
        assertThat(SearchText.checked("search", text).strip().replaceAll("[ \u00A0]+", " "))
                .isEqualTo(query);
    }
}
