package org.demarche.country;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkus.runtime.ImageMode;
import org.demarche.error.ClientErrorException;

/** Country names in the languages of the JDK's CLDR data. The English name comes from the record. */
public final class CountryNames {

    /** The languages in which countries can be searched: those of the UN and other widely read ones. */
    private static final List<String> SEARCHED = List.of(
            "ar", "zh", "fr", "ru", "es", "de", "pt", "it", "nl", "pl", "tr", "uk", "fa", "ps", "ur", "hi", "bn", "id",
            "ms", "vi", "th", "ja", "ko", "sw", "he", "el", "sv", "no", "da", "fi", "cs", "sk", "hu", "ro", "bg", "sr",
            "hr", "kk", "uz", "ka", "hy", "az");

    /** Built at compile time for the native executable, which has no locale data. Null on a JVM, which has it. */
    private static final CountryNameTable TABLE =
            ImageMode.current() == ImageMode.NATIVE_BUILD ? new CountryNameTable() : null;

    private CountryNames() {}

    static String of(Country country, String language) {
        if ("en".equals(language)) {
            return country.englishName();
        }
        return in(country.code, country.englishName(), locale(language));
    }

    /** The distinct names in all searchable languages. */
    public static Stream<String> searched(String code, String english) {
        return SEARCHED.stream()
                .map(language -> in(code, english, Locale.forLanguageTag(language)))
                .distinct();
    }

    private static String in(String code, String english, Locale asked) {
        Locale locale = LocaleLanguages.available(asked);
        boolean translated = code.length() == 2 && !Set.of("", "en").contains(locale.getLanguage());
        if (!translated) {
            return english;
        }
        String name = TABLE == null ? LocaleLanguages.nameOfRegion(locale, code) : TABLE.find(locale, code);
        return name.equals(code) ? english : name;
    }

    private static Locale locale(String language) {
        try {
            return new Locale.Builder()
                    .setLanguageTag(Objects.requireNonNullElse(language, "en"))
                    .build();
        } catch (IllformedLocaleException malformed) {
            throw ClientErrorException.invalid(
                    "language", "'%s' is not a BCP 47 language tag; write fr or zh-Hant".formatted(language));
        }
    }
}
