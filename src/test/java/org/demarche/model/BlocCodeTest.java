package org.demarche.model;

import java.util.List;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class BlocCodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"NATO", "nato", " Nato ", "nAtO"})
    void caseAndSurroundingSpacesDoNotMatter(String code) {
        assertThat(BlocCode.checked("bloc", code)).isEqualTo("NATO");
        assertThat(BlocCode.checked("blocs", List.of(code, "eu-27"))).containsExactly("NATO", "EU-27");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-NATO", "N A", "N.A.T.O.", "НАТО", "NATO\u0000"})
    void anythingElseIsRejected(String code) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> BlocCode.checked("bloc", code))
                .hasMessageStartingWith("bloc: '" + code + "' is not a bloc's code")
                .hasMessageContaining("such as NATO");
    }

    @Test
    void aCodeIsRecordedInCapitals() {
        assertThat(BlocCode.isValid("NATO")).isTrue();
        assertThat(BlocCode.isValid("nato")).isFalse();
    }
}
