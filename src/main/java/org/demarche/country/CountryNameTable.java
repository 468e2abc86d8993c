package org.demarche.country;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All names of countries that the JDK has, read out of its locale data once: 50,000 in a megabyte. The native
 * executable takes this table along in place of the locale data, which are twenty times as large.
 */
final class CountryNameTable {

    /** What begins an entry, before its code, and what ends its code. */
    private static final char NEXT = '\n';

    private static final char IS = '=';

    /** By locale its names with their codes, in one text, without those that a less specific locale has too. */
    private final Map<Locale, String> names = new HashMap<>();

    CountryNameTable() {
        Map<Locale, Map<String, String>> wanted = new LinkedHashMap<>();
        LocaleLanguages.AVAILABLE.stream()
                // The less specific first: the others need only what differs from them.
                .sorted(Comparator.<Locale>comparingInt(
                                locale -> LocaleLanguages.fallbacks(locale).size())
                        .thenComparing(Locale::toLanguageTag))
                .forEach(locale -> wanted.put(locale, namesOfJdk(locale)));
        // What is added for one locale may be found by others that had been right before.
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

    /** Whether anything was missing. */
    private boolean add(Locale locale, Map<String, String> wanted) {
        StringBuilder added = new StringBuilder();
        wanted.forEach((code, name) -> {
            if (!name.equals(find(locale, code))) {
                added.append(NEXT).append(code).append(IS).append(name);
            }
        });
        if (added.length() == 0) {
            return false;
        }
        names.merge(locale, added.toString(), String::concat);
        return true;
    }

    /** The code itself where there is no name. */
    String find(Locale locale, String code) {
        return LocaleLanguages.fallbacks(locale).stream()
                .map(fallback -> find(names.getOrDefault(fallback, ""), code))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(code);
    }

    private static String find(String names, String code) {
        String head = NEXT + code + IS;
        int start = names.indexOf(head);
        if (start < 0) {
            return null;
        }
        int end = names.indexOf(NEXT, start + head.length());
        return names.substring(start + head.length(), end < 0 ? names.length() : end);
    }
}
