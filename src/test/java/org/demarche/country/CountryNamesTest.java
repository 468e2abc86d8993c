package org.demarche.country;

import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.ClientErrors.assertRefused;

class CountryNamesTest {

    private static final Country GERMANY = country("DE", "Germany in the record");

    @ParameterizedTest
    @CsvSource({
        "fr, Allemagne",
        "de, Deutschland",
        "de-AT, Deutschland",
        "ru, Германия",
        "zh-Hant, 德國",
        "FR, Allemagne",
        "fr-ZZ, Allemagne",
        "zh-Hant-FR, 德國",
        "fr-FR-u-ca-gregory, Allemagne",
        "fr-1694acad, Allemagne"
    })
    void aCountryHasItsNameInManyLanguages(String language, String name) {
        assertThat(CountryNames.of(GERMANY, language)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-GB", "EN", "tlh", "xx", "qaa", "und", "x-private"})
    @NullSource
    void theRecordsEnglishNameStandsInForALanguageThatIsNotKnown(String language) {
        assertThat(CountryNames.of(GERMANY, language)).isEqualTo("Germany in the record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"français", "fr_FR", "fr FR", "f", "-", "fr-", "abcdefghi", "fr\u0000"})
    void whatIsNoLanguageTagIsRefused(String language) {
        assertRefused(ErrorCode.INVALID_ARGUMENT, () -> CountryNames.of(GERMANY, language))
                .hasMessageStartingWith("language: '" + language + "' is not a BCP 47 language tag")
                .hasMessageContaining("fr or zh-Hant");
    }

    @Test
    void aFormerCountryHasItsEnglishNameInEveryLanguage() {
        assertThat(CountryNames.of(country("SUHH", "Soviet Union"), "fr")).isEqualTo("Soviet Union");
    }

    @Test
    void aCodeThatTheLanguagesDoNotKnowLeavesTheEnglishName() {
        assertThat(CountryNames.of(country("QM", "Nowhere"), "fr")).isEqualTo("Nowhere");
    }

    @Test
    void aCountryIsFoundByItsNamesInOtherLanguagesEachOnce() {
        assertThat(CountryNames.searched("DE", "Germany"))
                .contains("Allemagne", "Deutschland", "Германия", "ألمانيا")
                .doesNotHaveDuplicates();
    }

    private static Country country(String code, String name) {
        Country country = new Country();
        country.code = code;
        country.name = name;
        return country;
    }
}
