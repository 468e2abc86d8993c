package org.demarche.country;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/** The languages of the JDK's locale data (CLDR), and how they are looked up. */
final class LocaleLanguages {

    /** Without variants: those that there are concern spelling, calendars and digits, and not the names of countries. */
    static final Set<Locale> AVAILABLE = Arrays.stream(Locale.getAvailableLocales())
            .map(Locale::stripExtensions)
            .filter(locale -> locale.getVariant().isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT);

    private LocaleLanguages() {}

    /** The locale without extensions, and the less specific ones in whose place it stands: zh-Hant-HK, zh-Hant, zh-HK, zh, root. */
    static List<Locale> fallbacks(Locale locale) {
        return CONTROL.getCandidateLocales("", locale.stripExtensions());
    }

    /** The most specific one that there is for the locale; the root, which has no language, where there is none. */
    static Locale available(Locale locale) {
        return fallbacks(locale).stream()
                .filter(AVAILABLE::contains)
                .findFirst()
                .orElse(Locale.ROOT);
    }

    /** The code itself where there is no name. Needs the JDK's locale data. */
    static String nameOfRegion(Locale locale, String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }
}
