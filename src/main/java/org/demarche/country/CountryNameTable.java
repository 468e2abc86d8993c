package org.demarche.country;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

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
        List<String> codes = IntStream.range(0, 26 * 26)
                .mapToObj(n -> "" + (char) ('A' + n / 26) + (char) ('A' + n % 26))
                .toList();
        Languages.AVAILABLE.stream()
                // The less specific first, for the others are compared with them.
                .sorted(Comparator.comparing(
                        locale -> Languages.fallbacks(locale).size()))
                .forEach(locale -> names.put(locale, added(locale, codes)));
        names.values().removeIf(String::isEmpty);
    }

    private String added(Locale locale, List<String> codes) {
        StringBuilder added = new StringBuilder();
        for (String code : codes) {
            String name = Languages.nameOfRegion(locale, code);
            if (!name.equals(find(locale, code))) {
                added.append(NEXT).append(code).append(IS).append(name);
            }
        }
        return added.toString();
    }

    /** The code itself where there is no name. */
    String find(Locale locale, String code) {
        return Languages.fallbacks(locale).stream()
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
