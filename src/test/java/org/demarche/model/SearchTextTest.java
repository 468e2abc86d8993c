package org.demarche.model;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;

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
}
