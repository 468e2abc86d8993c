package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a text or bytes in a few places. */
record Mutation(Random random) {

    private static final Pattern TOKEN = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|[\\w$@.]+|\\s+|.", Pattern.DOTALL);
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "!",
            ":",
            "=",
            "|",
            "&",
            "$",
            "@",
            "...",
            "\"",
            "\"\"\"",
            "\\",
            "#",
            ",",
            "query",
            "fragment",
            "on",
            "null",
            "true",
            "__typename",
            "__schema",
            "@skip",
            "@include(if: $v0)",
            "$v0",
            "1e3000000",
            "-1",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "first: 100",
            "\ufeff",
            "\u0000",
            "\ud83c\uddf7",
            "extend",
            "schema",
            "type",
            "{ ...F0 }",
            "...F0");

    /** Removes, repeats, exchanges or replaces up to three tokens. */
    String tokens(String text) {
        List<String> tokens = new ArrayList<>(
                TOKEN.matcher(text).results().map(MatchResult::group).toList());
        for (int times = 1 + random.nextInt(3); times > 0 && !tokens.isEmpty(); times--) {
            int place = random.nextInt(tokens.size());
            switch (random.nextInt(5)) {
                case 0 -> tokens.remove(place);
                case 1 -> tokens.add(place, tokens.get(place));
                case 2 -> tokens.add(place, tokens.get(random.nextInt(tokens.size())));
                case 3 -> tokens.set(place, TOKENS.get(random.nextInt(TOKENS.size())));
                default -> tokens.add(place, TOKENS.get(random.nextInt(TOKENS.size())));
            }
        }
        return String.join("", tokens);
    }

    /** Flips, removes, inserts or repeats up to four bytes, or cuts the rest off. */
    byte[] bytes(byte[] original) {
        byte[] bytes = original;
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            bytes = mutateOnce(bytes, random.nextInt(bytes.length));
        }
        return bytes;
    }

    private byte[] mutateOnce(byte[] bytes, int place) {
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        mutated.write(bytes, 0, place);
        switch (random.nextInt(20)) {
            case 0 -> {
                return mutated.toByteArray();
            }
            case 1, 2, 3 -> mutated.write(random.nextInt(256));
            case 4, 5, 6 -> mutated.write(bytes, place, 1);
            case 7, 8, 9 -> {
                mutated.write(random.nextInt(256));
                mutated.write(bytes, place, 1);
            }
            case 10, 11 -> mutated.write(0);
            case 12, 13 -> mutated.writeBytes(new byte[] {bytes[place], bytes[place]});
            case 14, 15, 16 -> mutated.write(bytes[place] ^ 1 << random.nextInt(8));
            default -> {
                // Left out.
            }
        }
        mutated.write(bytes, place + 1, bytes.length - place - 1);
        return mutated.toByteArray();
    }
}
