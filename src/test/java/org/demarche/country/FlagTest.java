package org.demarche.country;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlagTest {

    @ParameterizedTest
    @CsvSource({"AF, 🇦🇫", "RU, 🇷🇺", "ZA, 🇿🇦", "XK, 🇽🇰"})
    void aFlagIsTheLettersOfTheCode(String code, String flag) {
        assertThat(country(code, null).getFlag()).isEqualTo(flag);
    }

    @Test
    void aFormerCountryHasNone() {
        assertThat(country("SUHH", "1991-12-26").getFlag()).isNull();
    }

    private static Country country(String code, String ended) {
        Country country = new Country();
        country.code = code;
        country.existedUntilText = ended;
        return country;
    }
}
