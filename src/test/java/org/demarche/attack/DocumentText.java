package org.demarche.attack;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes documents that repeat something. */
final class DocumentText {

    private DocumentText() {}

    static String aliases(int count, IntFunction<String> field) {
        return "{ " + repeated(count, i -> "a%d: %s ".formatted(i, field.apply(i))) + "}";
    }

    static String repeated(int count, IntFunction<String> part) {
        StringBuilder all = new StringBuilder();
        IntStream.range(0, count).mapToObj(part).forEach(all::append);
        return all.toString();
    }

    static String repeat(String open, int depth, String inside, String close) {
        return open.repeat(depth) + inside + close.repeat(depth);
    }
}
