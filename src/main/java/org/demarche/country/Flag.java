package org.demarche.country;

/** Flag emoji: the letters of the alpha-2 code as Unicode regional indicator symbols. */
final class Flag {

    private static final int REGIONAL_INDICATOR_A = 0x1F1E6;

    private Flag() {}

    static String of(String alpha2) {
        StringBuilder flag = new StringBuilder();
        alpha2.chars().forEach(letter -> flag.appendCodePoint(REGIONAL_INDICATOR_A + letter - 'A'));
        return flag.toString();
    }
}
