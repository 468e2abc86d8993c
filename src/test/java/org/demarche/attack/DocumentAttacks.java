package org.demarche.attack;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.DOCUMENTS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_ARGUMENT;
import static org.demarche.attack.Outcome.INVALID_QUERY;
import static org.demarche.attack.Outcome.LIMIT_EXCEEDED;

/** Documents that ask for much, or take long to check. */
final class DocumentAttacks {

    private static final List<Integer> PAGES = List.of(100, 250);
    private static final int MAX_DEPTH = 7;

    private DocumentAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(nestedLists(), floods(), shapes(), fragments(), introspection())
                .flatMap(attacks -> attacks);
    }

    /** Each level is another list. */
    private static Stream<Attack> nestedLists() {
        return Stream.of(NestedLists.values()).flatMap(form -> PAGES.stream()
                .flatMap(page -> IntStream.rangeClosed(2, MAX_DEPTH).mapToObj(depth -> nested(form, page, depth))));
    }

    private static Attack nested(NestedLists form, int page, int depth) {
        return Attack.query(
                DOCUMENTS,
                "lists of %d nested %d deep, %s".formatted(page, depth, form.title()),
                form.document(page, depth),
                form.variables(page),
                // Two levels are what a page of an ordinary client may ask for; pages of more than 100 are refused.
                depth == 2 ? DATA.or(INVALID_ARGUMENT).or(BUSY) : LIMIT_EXCEEDED.or(INVALID_ARGUMENT));
    }

    private static Stream<Attack> floods() {
        String deep = "events(first: 100) { nodes { stances(first: 100) { nodes { id } } } }";
        return Stream.of(
                query("450 aliases of a nested list", aliases(450, i -> deep), LIMIT_EXCEEDED),
                query(
                        "10,000 aliases of a field",
                        aliases(10_000, i -> "__typename"),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "10,000 aliases below one object",
                        "{ country(code: \"RU\") " + aliases(10_000, i -> "code") + " }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query("300 counts", aliases(300, i -> "stances { totalCount }"), LIMIT_EXCEEDED),
                query(
                        "200 counts, each with another filter",
                        aliases(200, i -> "stances(filter: { since: { from: \"%d-01-01\" } }) { totalCount }"
                                .formatted(1800 + i)),
                        DATA.or(LIMIT_EXCEEDED).or(BUSY)),
                query(
                        "300 searches",
                        aliases(300, i -> "search(text: \"a%d or b\") { totalCount }".formatted(i)),
                        LIMIT_EXCEEDED),
                query(
                        "300 alignments",
                        aliases(300, i -> "country(code: \"RU\") { alignments(first: 100) { totalCount } }"),
                        LIMIT_EXCEEDED),
                query(
                        "300 cohesions",
                        aliases(300, i -> "bloc(code: \"UN\") { cohesion(filter: { minimumCommon: %d }) }"
                                .formatted(i + 1)),
                        LIMIT_EXCEEDED),
                query(
                        "a count in each of 100 x 100 items",
                        "{ countries(first: 100) { nodes { events(first: 100) { nodes { stances { totalCount } } } } } }",
                        LIMIT_EXCEEDED),
                query(
                        "successors of successors, 100 deep",
                        "{ countries(first: 100) { nodes " + repeat("{ successors ", 100, "{ code }", " }") + " } }",
                        LIMIT_EXCEEDED),
                query(
                        "successors and predecessors by turns, 17 deep, from 100 countries",
                        "{ countries(first: 100) { nodes "
                                + repeat("{ successors { predecessors ", 8, "{ code }", " } }")
                                + " } }",
                        LIMIT_EXCEEDED),
                query(
                        "events and their topics by turns, 18 deep",
                        "{ topics { nodes " + repeat("{ events { nodes { topics ", 6, "{ slug }", " } } }") + " } }",
                        LIMIT_EXCEEDED));
    }

    private static Stream<Attack> shapes() {
        return Stream.of(
                query(
                        "10,000 directives on a field",
                        "{ __typename" + " @include(if: true)".repeat(10_000) + " }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "10,000 unknown directives",
                        "{ __typename" + " @a".repeat(10_000) + " }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "a directive on each of 500 fields",
                        "{ " + "__typename @skip(if: false) ".repeat(500) + "}",
                        LIMIT_EXCEEDED),
                query(
                        "fields nested 1,000 deep",
                        repeat("{ a ", 1_000, "{ b }", " }"),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "inline fragments nested 1,000 deep",
                        repeat("{ ... ", 1_000, "{ __typename }", " }"),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "a value nested 1,000 deep",
                        "{ countries(filter: " + "[".repeat(1_000) + "]".repeat(1_000) + ") { totalCount } }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query("100,000 tokens", "{ " + "a ".repeat(100_000) + "}", LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "500,000 commas and blanks",
                        "{" + " ,".repeat(250_000) + " __typename }",
                        DATA.or(LIMIT_EXCEEDED).or(INVALID_QUERY).or(BUSY)),
                query(
                        "a comment of 500,000 characters",
                        "#" + "x".repeat(500_000) + "\n{ __typename }",
                        DATA.or(LIMIT_EXCEEDED).or(INVALID_QUERY).or(BUSY)),
                query(
                        "1,000 operations",
                        repeated(1_000, i -> "query Q%d { __typename } ".formatted(i)),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "1,000 equal fields with arguments",
                        "{ " + "country(code: \"RU\") { code } ".repeat(1_000) + "}",
                        DATA.or(LIMIT_EXCEEDED).or(BUSY)),
                query(
                        "1,000 fields that conflict with each other",
                        "{ " + repeated(1_000, i -> "a: country(code: \"%d\") { code } ".formatted(i)) + "}",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "1,000 mergeable fields, each with 10 below it",
                        "{ " + ("country(code: \"RU\") { " + "code name ".repeat(5) + "} ").repeat(1_000) + "}",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "merging of nested inline fragments",
                        repeat(
                                "{ country(code: \"RU\") { id } ... on Query ",
                                100,
                                "{ __typename }",
                                " ... { country(code: \"RU\") { code } } }"),
                        DATA.or(LIMIT_EXCEEDED).or(INVALID_QUERY).or(BUSY)),
                query(
                        "1,000 variables",
                        "query (" + repeated(1_000, i -> "$v%d: Int ".formatted(i)) + ") { __typename }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query("a subscription", "subscription { countries { totalCount } }", INVALID_QUERY),
                query(
                        "a subscription of a fragment",
                        "subscription { ...A } fragment A on Query { __typename }",
                        INVALID_QUERY),
                query("a mutation", "mutation { deleteCountry(code: \"RU\") }", INVALID_QUERY),
                query("definitions of types", "type Query { a: Int } { __typename }", INVALID_QUERY),
                query("a directive without its argument", "{ __typename @skip }", INVALID_QUERY));
    }

    private static Stream<Attack> fragments() {
        return Stream.of(
                query("a fragment that includes itself", "{ ...A } fragment A on Query { ...A }", INVALID_QUERY),
                query(
                        "a cycle of 500 fragments",
                        "{ ...F0 } "
                                + repeated(500, i -> "fragment F%d on Query { ...F%d } ".formatted(i, (i + 1) % 500)),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query("fragments that double 30 times (2^30 fields)", doubling(30), LIMIT_EXCEEDED),
                query("fragments that double 1,000 times", doubling(1_000), LIMIT_EXCEEDED),
                query(
                        "fragments that double 30 times and are not used",
                        "{ __typename } " + doubling(30).substring(doubling(30).indexOf("fragment")),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "1,000 fragments that each include all that follow",
                        "{ ...F0 } "
                                + repeated(100, i -> "fragment F%d on Query { __typename %s } "
                                        .formatted(i, spreads(i + 1, 100))),
                        LIMIT_EXCEEDED),
                query(
                        "10,000 spreads of one fragment",
                        "{ " + "...A ".repeat(10_000) + "} fragment A on Query { __typename }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)));
    }

    private static Stream<Attack> introspection() {
        return Stream.of(
                query(
                        "a full introspection 100 times",
                        aliases(100, i -> Introspection.SCHEMA),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "introspection of fields of types of fields, 8 deep",
                        "{ __schema { types " + repeat("{ fields { type ", 8, "{ name }", " } }") + " } }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "ofType 100 deep",
                        "{ __schema { types { fields { type " + repeat("{ ofType ", 100, "{ name }", " }") + " } } } }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "a type by name 1,000 times",
                        aliases(1_000, i -> "__type(name: \"Query\") { fields { name description args { name } } }"),
                        LIMIT_EXCEEDED.or(INVALID_QUERY)),
                query(
                        "possible types of interfaces of possible types",
                        "{ __schema { types " + repeat("{ possibleTypes { interfaces ", 8, "{ name }", " } }") + " } }",
                        LIMIT_EXCEEDED.or(INVALID_QUERY)));
    }

    private static Attack query(String name, String query, Outcome outcome) {
        return Attack.query(DOCUMENTS, name, query, "{}", outcome);
    }

    private static String aliases(int count, IntFunction<String> field) {
        return "{ " + repeated(count, i -> "a%d: %s ".formatted(i, field.apply(i))) + "}";
    }

    private static String repeated(int count, IntFunction<String> part) {
        StringBuilder all = new StringBuilder();
        IntStream.range(0, count).mapToObj(part).forEach(all::append);
        return all.toString();
    }

    private static String repeat(String open, int depth, String inside, String close) {
        return open.repeat(depth) + inside + close.repeat(depth);
    }

    private static String doubling(int depth) {
        return "{ ...F0 } "
                + repeated(depth, i -> "fragment F%d on Query { ...F%d ...F%d } ".formatted(i, i + 1, i + 1))
                + "fragment F" + depth + " on Query { __typename }";
    }

    private static String spreads(int from, int to) {
        StringJoiner spreads = new StringJoiner(" ");
        IntStream.range(from, to).forEach(i -> spreads.add("...F" + i));
        return spreads.toString();
    }
}
