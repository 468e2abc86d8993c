package org.demarche.country;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/** The languages of the JDK's locale data (CLDR) and their lookup. */
final class LocaleLanguages {

    /** Without variants: the existing ones concern spelling, calendars and digits, not country names. */
    static final Set<Locale> AVAILABLE = Arrays.stream(Locale.getAvailableLocales())
            .map(Locale::stripExtensions)
            .filter(locale -> locale.getVariant().isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT);

    private LocaleLanguages() {}

    /** The locale without extensions, followed by its less specific fallbacks: zh-Hant-HK, zh-Hant, zh-HK, zh, root. */
    static List<Locale> fallbacks(Locale locale) {
        return CONTROL.getCandidateLocales("", locale.stripExtensions());
    }

    /** The most specific available locale; the root locale if none is available. */
    static Locale available(Locale locale) {
        return fallbacks(locale).stream()
                .filter(AVAILABLE::contains)
                .findFirst()
                .orElse(Locale.ROOT);
    }

    /** Returns the code itself if there is no name. Needs the JDK's locale data. */
    static String nameOfRegion(Locale locale, String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }
}
