package org.demarche.model;

import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class CountryCodeTest {

    @Test
    void casePointsAndSurroundingSpacesDoNotMatter() {
        assertThat(CountryCode.checked("countries", List.of("ru", " Rus ", "SUHH", "U.s.", "fyrom")))
                .containsExactly("RU", "RUS", "SUHH", "US", "FYROM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R", "...", "RUSSIA", "Russia", "R1", "643", "R-U", "РФ", "ru\u0000"})
    void whatCannotBeACodeIsRejected(String code) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> CountryCode.checked("countries", List.of("RU", code)))
                .hasMessageStartingWith("countries: '" + code + "' is not a country code");
    }
}
