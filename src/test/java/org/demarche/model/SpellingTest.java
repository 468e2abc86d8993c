package org.demarche.model;

import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class SpellingTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "vote", "russia-recognises-taliban-government", "un-vote-2021"})
    void lowerCaseWordsJoinedByHyphensAreASlug(String slug) {
        assertThat(Spelling.isSlug(slug)).isTrue();
        assertThat(Spelling.slugs("events", List.of(slug))).containsExactly(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "a\n", "a\u0000", "a;drop table"})
    void anythingElseIsRefusedAsASlug(String slug) {
        assertThat(Spelling.isSlug(slug)).isFalse();
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> Spelling.slugs("filter.events", List.of("right", slug)))
                .hasMessageStartingWith("filter.events: '" + slug + "' is not a slug")
                .hasMessageContaining("such as russia-recognises-taliban-government");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATO", "nato", " Nato ", "nAtO"})
    void caseAndSpacesAroundDoNotMatterInABlocCode(String code) {
        assertThat(Spelling.blocCode("bloc", code)).isEqualTo("NATO");
        assertThat(Spelling.blocCodes("blocs", List.of(code, "eu-27"))).containsExactly("NATO", "EU-27");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-NATO", "N A", "N.A.T.O.", "НАТО", "NATO\u0000"})
    void anythingElseIsRefusedAsABlocCode(String code) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> Spelling.blocCode("bloc", code))
                .hasMessageStartingWith("bloc: '" + code + "' is not a bloc's code")
                .hasMessageContaining("such as NATO");
    }

    @Test
    void theSpellingOfARecordedBlocCodeIsThatOfCapitals() {
        assertThat(Spelling.isBlocCode("NATO")).isTrue();
        assertThat(Spelling.isBlocCode("nato")).isFalse();
    }
}
