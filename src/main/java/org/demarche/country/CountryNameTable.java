package org.demarche.country;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All country names in the JDK's locale data: 50,000 names in one megabyte. The native executable contains this table
 * instead of the locale data, which is twenty times as large.
 */
final class CountryNameTable {

    /** Starts an entry; its code follows. */
    private static final char NEXT = '\n';

    /** Separates code and name. */
    private static final char EQUALS = '=';

    /** The entries of each locale as one text, without those that a less specific locale has too. */
    private final Map<Locale, String> names = new HashMap<>();

    CountryNameTable() {
        Map<Locale, Map<String, String>> wanted = new LinkedHashMap<>();
        LocaleLanguages.AVAILABLE.stream()
                // Less specific locales first: the others store only what differs.
                .sorted(Comparator.<Locale>comparingInt(
                                locale -> LocaleLanguages.fallbacks(locale).size())
                        .thenComparing(Locale::toLanguageTag))
                .forEach(locale -> wanted.put(locale, namesOfJdk(locale)));
        // An entry added for one locale can change what others fall back to.
        boolean complete = false;
        while (!complete) {
            complete = true;
            for (Map.Entry<Locale, Map<String, String>> entry : wanted.entrySet()) {
                complete &= !add(entry.getKey(), entry.getValue());
            }
        }
    }

    private static Map<String, String> namesOfJdk(Locale locale) {
        Map<String, String> found = new TreeMap<>();
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                String code = "" + first + second;
                found.put(code, LocaleLanguages.nameOfRegion(locale, code));
            }
        }
        return found;
    }

    /** @return whether entries were missing */
    private boolean add(Locale locale, Map<String, String> wanted) {
        StringBuilder added = new StringBuilder();
        wanted.forEach((code, name) -> {
            if (!name.equals(find(locale, code))) {
                added.append(NEXT).append(code).append(EQUALS).append(name);
            }
        });
        if (added.length() == 0) {
            return false;
        }
        names.merge(locale, added.toString(), String::concat);
        return true;
    }

    /** Returns the code itself if there is no name. */
    String find(Locale locale, String code) {
        return LocaleLanguages.fallbacks(locale).stream()
                .map(fallback -> find(names.getOrDefault(fallback, ""), code))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(code);
    }

    private static String find(String names, String code) {
        String head = NEXT + code + EQUALS;
        int start = names.indexOf(head);
        if (start < 0) {
            return null;
        }
        int end = names.indexOf(NEXT, start + head.length());
        return names.substring(start + head.length(), end < 0 ? names.length() : end);
    }
}
