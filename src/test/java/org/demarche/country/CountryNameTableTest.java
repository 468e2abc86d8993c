package org.demarche.country;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The names that the native executable takes along are those of the JDK's locale data, which it does not have. */
class CountryNameTableTest {

    private static final CountryNameTable TABLE = new CountryNameTable();

    @Test
    void everyLocaleHasTheNamesOfTheJdk() {
        List<String> codes =
                List.of("AF", "CI", "DE", "GB", "GE", "HK", "IN", "MM", "NI", "QM", "RU", "TR", "TW", "XK");
        assertThat(Languages.AVAILABLE).hasSizeGreaterThan(500).allSatisfy(locale -> assertThat(codes)
                .allSatisfy(code -> assertThat(TABLE.find(locale, code))
                        .as("%s in %s", code, locale)
                        .isEqualTo(Languages.nameOfRegion(locale, code))));
    }

    @Test
    void itHoldsNamesInManyScripts() {
        assertThat(List.of("fr", "ar", "zh-Hant", "ru", "ka", "sr-Latn", "es-419"))
                .extracting(Locale::forLanguageTag)
                .extracting(locale -> TABLE.find(locale, "DE"))
                .containsExactly("Allemagne", "ألمانيا", "德國", "Германия", "გერმანია", "Nemačka", "Alemania");
    }
}
