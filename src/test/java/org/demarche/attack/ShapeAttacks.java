package org.demarche.attack;

import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.DOCUMENTS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_QUERY;
import static org.demarche.attack.Outcome.LIMIT_EXCEEDED;
import static org.demarche.attack.Outcome.UNAUTHENTICATED;

/** Documents that take long to parse or to validate. */
final class ShapeAttacks {

    private ShapeAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(shapes(), fragments());
    }

    private static Stream<Attack> shapes() {
        return Stream.of(
                query(
                        "10,000 directives on a field",
                        "{ __typename" + " @include(if: true)".repeat(10_000) + " }",
                        LIMIT_EXCEEDED),
                query("10,000 unknown directives", "{ __typename" + " @a".repeat(10_000) + " }", LIMIT_EXCEEDED),
                query(
                        "a directive on each of 500 fields",
                        "{ " + "__typename @skip(if: false) ".repeat(500) + "}",
                        LIMIT_EXCEEDED),
                query("fields nested 1,000 deep", DocumentText.repeat("{ a ", 1_000, "{ b }", " }"), LIMIT_EXCEEDED),
                query(
                        "inline fragments nested 1,000 deep",
                        DocumentText.repeat("{ ... ", 1_000, "{ __typename }", " }"),
                        LIMIT_EXCEEDED),
                query(
                        "a value nested 1,000 deep",
                        "{ countries(filter: " + "[".repeat(1_000) + "]".repeat(1_000) + ") { totalCount } }",
                        LIMIT_EXCEEDED),
                query("100,000 tokens", "{ " + "a ".repeat(100_000) + "}", LIMIT_EXCEEDED),
                query("500,000 commas and blanks", "{" + " ,".repeat(250_000) + " __typename }", LIMIT_EXCEEDED),
                query(
                        "a comment of 500,000 characters",
                        "#" + "x".repeat(500_000) + "\n{ __typename }",
                        LIMIT_EXCEEDED),
                query(
                        "1,000 operations",
                        DocumentText.repeated(1_000, i -> "query Q%d { __typename } ".formatted(i)),
                        INVALID_QUERY),
                query(
                        "1,000 equal fields with arguments",
                        "{ " + "country(code: \"RU\") { code } ".repeat(1_000) + "}",
                        LIMIT_EXCEEDED),
                query(
                        "1,000 fields that conflict with each other",
                        "{ " + DocumentText.repeated(1_000, i -> "a: country(code: \"%d\") { code } ".formatted(i))
                                + "}",
                        LIMIT_EXCEEDED),
                query(
                        "1,000 mergeable fields, each with 10 below it",
                        "{ " + ("country(code: \"RU\") { " + "code name ".repeat(5) + "} ").repeat(1_000) + "}",
                        LIMIT_EXCEEDED),
                query(
                        "merging of nested inline fragments",
                        DocumentText.repeat(
                                "{ country(code: \"RU\") { id } ... on Query ",
                                100,
                                "{ __typename }",
                                " ... { country(code: \"RU\") { code } } }"),
                        DATA.or(BUSY)),
                query(
                        "1,000 variables",
                        "query (" + DocumentText.repeated(1_000, i -> "$v%d: Int ".formatted(i)) + ") { __typename }",
                        INVALID_QUERY),
                query("a subscription", "subscription { countries { totalCount } }", INVALID_QUERY),
                query(
                        "a subscription of a fragment",
                        "subscription { ...A } fragment A on Query { __typename }",
                        INVALID_QUERY),
                query("a mutation", "mutation { deleteCountry(code: \"RU\") }", INVALID_QUERY),
                query("a mutation without a token", "mutation { " + recordTopic(0) + " }", UNAUTHENTICATED),
                query(
                        "250 mutations without a token",
                        "mutation { " + DocumentText.repeated(250, ShapeAttacks::recordTopic) + " }",
                        UNAUTHENTICATED),
                query(
                        "500 mutations",
                        "mutation { " + DocumentText.repeated(500, ShapeAttacks::recordTopic) + " }",
                        LIMIT_EXCEEDED),
                query("definitions of types", "type Query { a: Int } { __typename }", INVALID_QUERY),
                query("a directive without its argument", "{ __typename @skip }", INVALID_QUERY));
    }

    private static String recordTopic(int number) {
        return "t%1$d: recordTopic(input: { slug: \"t-%1$d\", title: \"T\" }) { topic { id } } ".formatted(number);
    }

    private static Stream<Attack> fragments() {
        return Stream.of(
                query("a fragment that includes itself", "{ ...A } fragment A on Query { ...A }", INVALID_QUERY),
                query(
                        "a cycle of 500 fragments",
                        "{ ...F0 } "
                                + DocumentText.repeated(
                                        500, i -> "fragment F%d on Query { ...F%d } ".formatted(i, (i + 1) % 500)),
                        LIMIT_EXCEEDED),
                query("fragments that double 30 times (2^30 fields)", doubling(30), LIMIT_EXCEEDED),
                query("fragments that double 1,000 times", doubling(1_000), LIMIT_EXCEEDED),
                query(
                        "fragments that double 30 times and are not used",
                        "{ __typename } " + doubling(30).substring(doubling(30).indexOf("fragment")),
                        LIMIT_EXCEEDED),
                query(
                        "100 fragments that each include all that follow",
                        "{ ...F0 } "
                                + DocumentText.repeated(100, i -> "fragment F%d on Query { __typename %s } "
                                        .formatted(i, spreads(i + 1, 100))),
                        LIMIT_EXCEEDED),
                query(
                        "10,000 spreads of one fragment",
                        "{ " + "...A ".repeat(10_000) + "} fragment A on Query { __typename }",
                        LIMIT_EXCEEDED));
    }

    private static Attack query(String name, String query, Outcome outcome) {
        return Attack.query(DOCUMENTS, name, query, "{}", outcome);
    }

    private static String doubling(int depth) {
        return "{ ...F0 } "
                + DocumentText.repeated(
                        depth, i -> "fragment F%d on Query { ...F%d ...F%d } ".formatted(i, i + 1, i + 1))
                + "fragment F" + depth + " on Query { __typename }";
    }

    private static String spreads(int from, int to) {
        StringJoiner spreads = new StringJoiner(" ");
        IntStream.range(from, to).forEach(i -> spreads.add("...F" + i));
        return spreads.toString();
    }
}
