package org.demarche.country;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.demarche.support.Heavy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The names in the native executable equal those of the JDK's locale data, which it does not contain. */
@Heavy
class CountryNameTableTest {

    private static final CountryNameTable TABLE = new CountryNameTable();

    /** Codes besides those of ISO 3166-1: that of Kosovo, and one of no country. */
    private static final List<String> CODES = Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK", "QM"))
            .toList();

    @Test
    void everyLocaleHasTheNamesOfTheJdk() {
        List<String> different = new ArrayList<>();
        for (Locale locale : LocaleLanguages.AVAILABLE) {
            for (String code : CODES) {
                String name = LocaleLanguages.nameOfRegion(locale, code);
                if (!name.equals(TABLE.find(locale, code))) {
                    different.add("%s in %s: %s, not %s".formatted(code, locale, name, TABLE.find(locale, code)));
                }
            }
        }
        assertThat(LocaleLanguages.AVAILABLE).hasSizeGreaterThan(500);
        assertThat(different).isEmpty();
    }

    @Test
    void itHoldsNamesInManyScripts() {
        assertThat(Stream.of("fr", "ar", "zh-Hant", "ru", "ka", "sr-Latn", "es-419")
                        .map(Locale::forLanguageTag)
                        .map(locale -> TABLE.find(locale, "DE")))
                .containsExactly("Allemagne", "ألمانيا", "德國", "Германия", "გერმანია", "Nemačka", "Alemania");
    }
}
