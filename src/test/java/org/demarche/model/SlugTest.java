package org.demarche.model;

import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class SlugTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "vote", "russia-recognises-taliban-government", "un-vote-2021"})
    void lowerCaseWordsJoinedByHyphensAreASlug(String slug) {
        assertThat(Slug.isValid(slug)).isTrue();
        assertThat(Slug.checked("events", List.of(slug))).containsExactly(slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "a--b", "A", "a b", "a_b", "é", "a\n", "a\u0000", "a;drop table"})
    void anythingElseIsRejected(String slug) {
        assertThat(Slug.isValid(slug)).isFalse();
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> Slug.checked("filter.events", List.of("right", slug)))
                .hasMessageStartingWith("filter.events: '" + slug + "' is not a slug")
                .hasMessageContaining("such as russia-recognises-taliban-government");
    }

    @Test
    void aSlugHasAtMost120Characters() {
        assertThat(Slug.isValid("a".repeat(120))).isTrue();
        assertThat(Slug.isValid("a".repeat(121))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Human rights, human-rights",
        "  Côte d’Ivoire (1960)!, cote-d-ivoire-1960",
        "Nuclear weapons and nuclear material, nuclear-weapons-and-nuclear-material",
        "Россия, ''",
        "—, ''"
    })
    void aNameBecomesASlug(String name, String slug) {
        assertThat(Slug.fromName(name)).isEqualTo(slug);
    }
}
