package org.demarche.importing.unvotes.file;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SessionNameTest {

    @ParameterizedTest
    @CsvSource({
        "79, 79,",
        "79.0, 79,",
        "01, 1,",
        "10emsp, , ES-10",
        "29sp, , S-29",
        "ES-10, , ES-10",
        "es-011, , ES-11",
        "S-30, , S-30",
        "S30, , S-30"
    })
    void theLibraryWritesSessionsInSeveralWays(String written, Integer regular, String special) {
        assertThat(SessionName.of(written)).contains(new SessionName(regular, special));
    }

    @ParameterizedTest
    @CsvSource({
        "A/RES/79/1, 79,",
        "A/RES/75/290 A, 75,",
        "A/RES/2647(XXV), 25,",
        "A/RES/3379 (XXX), 30,",
        "A/RES/1978(XVIII)[ B ], 18,",
        "A/RES/1238(ES-III), , ES-3",
        "A/RES/1474(ES-IV), , ES-4",
        "A/RES/1599(S-IX), , S-9",
        "A/RES/S-10/2, , S-10",
        "A/RES/ES-11/1, , ES-11",
        "57/228A, 57,"
    })
    void theSymbolOfAResolutionNamesItsSession(String symbol, Integer regular, String special) {
        assertThat(SessionName.ofSymbol(symbol)).contains(new SessionName(regular, special));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "0", "1000", "79a", "emsp"})
    void otherTextsNameNoSession(String written) {
        assertThat(SessionName.of(written)).isEmpty();
    }

    @Test
    void aSpecialSessionCountsWithTheRegularOneOfItsYear() {
        assertThat(new SessionName(null, "ES-1").countedWith(LocalDate.of(1956, 11, 2)))
                .isEqualTo(11);
        assertThat(new SessionName(74, null).countedWith(LocalDate.of(2020, 1, 14)))
                .isEqualTo(74);
    }
}
