package org.demarche.attack;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.demarche.paging.PageRequest;

import static org.demarche.attack.Attack.Group.DOCUMENTS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_ARGUMENT;
import static org.demarche.attack.Outcome.LIMIT_EXCEEDED;

/** Documents that ask for much. */
final class DocumentAttacks {

    private static final int MAX_PAGE = PageRequest.MAX_SIZE;
    private static final List<Integer> PAGES = List.of(100, MAX_PAGE, MAX_PAGE + 1);
    private static final int MAX_DEPTH = 7;

    private DocumentAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(nestedLists(), floods(), introspection()).flatMap(attacks -> attacks);
    }

    /** Each level is another list. */
    private static Stream<Attack> nestedLists() {
        return Stream.of(NestedLists.values()).flatMap(form -> PAGES.stream()
                .flatMap(page -> IntStream.rangeClosed(2, MAX_DEPTH).mapToObj(depth -> nested(form, page, depth))));
    }

    private static Attack nested(NestedLists form, int page, int depth) {
        // Two levels are what a page of an ordinary client may ask for, of at most 250 items each.
        Outcome outcome = depth > 2 ? LIMIT_EXCEEDED : page <= MAX_PAGE ? DATA.or(BUSY) : INVALID_ARGUMENT;
        return Attack.query(
                        DOCUMENTS,
                        "lists of %d nested %d deep, %s".formatted(page, depth, form.title()),
                        form.document(page, depth),
                        form.variables(page),
                        outcome)
                .in("lists of %s, by first, last, variables, defaults, fragments and inline fragments"
                        .formatted(
                                depth == 2
                                        ? page + " items nested 2 deep"
                                        : "100, 250 and 251 items nested 3 to " + MAX_DEPTH + " deep"));
    }

    private static Stream<Attack> floods() {
        String deep = "events(first: 100) { nodes { stances(first: 100) { nodes { id } } } }";
        return Stream.of(
                query("450 aliases of a nested list", DocumentText.aliases(450, i -> deep), LIMIT_EXCEEDED),
                query("10,000 aliases of a field", DocumentText.aliases(10_000, i -> "__typename"), LIMIT_EXCEEDED),
                query(
                        "10,000 aliases below one object",
                        "{ country(code: \"RU\") " + DocumentText.aliases(10_000, i -> "code") + " }",
                        LIMIT_EXCEEDED),
                query("300 counts", DocumentText.aliases(300, i -> "stances { totalCount }"), LIMIT_EXCEEDED),
                query(
                        "200 counts, each with another filter",
                        DocumentText.aliases(
                                200, i -> "stances(filter: { since: { from: \"%d-01-01\" } }) { totalCount }"
                                        .formatted(1800 + i)),
                        LIMIT_EXCEEDED),
                query(
                        "300 searches",
                        DocumentText.aliases(300, i -> "search(text: \"a%d or b\") { totalCount }".formatted(i)),
                        LIMIT_EXCEEDED),
                query(
                        "300 alignments",
                        DocumentText.aliases(
                                300, i -> "country(code: \"RU\") { alignments(first: 100) { totalCount } }"),
                        LIMIT_EXCEEDED),
                query(
                        "300 cohesions",
                        DocumentText.aliases(300, i -> "bloc(code: \"UN\") { cohesion(filter: { minimumCommon: %d }) }"
                                .formatted(i + 1)),
                        LIMIT_EXCEEDED),
                query(
                        "a count in each of 100 x 100 items",
                        "{ countries(first: 100) { nodes { events(first: 100) { nodes { stances { totalCount } } } } } }",
                        LIMIT_EXCEEDED),
                query(
                        "successors of successors, 100 deep",
                        "{ countries(first: 100) { nodes " + DocumentText.repeat("{ successors ", 100, "{ code }", " }")
                                + " } }",
                        LIMIT_EXCEEDED),
                query(
                        "successors and predecessors by turns, 17 deep, from 100 countries",
                        "{ countries(first: 100) { nodes "
                                + DocumentText.repeat("{ successors { predecessors ", 8, "{ code }", " } }")
                                + " } }",
                        LIMIT_EXCEEDED),
                query(
                        "events and their topics by turns, 18 deep",
                        "{ topics { nodes " + DocumentText.repeat("{ events { nodes { topics ", 6, "{ slug }", " } } }")
                                + " } }",
                        LIMIT_EXCEEDED));
    }

    private static Stream<Attack> introspection() {
        return Stream.of(
                query(
                        "a full introspection 100 times",
                        DocumentText.aliases(100, i -> Introspection.SCHEMA),
                        LIMIT_EXCEEDED),
                query(
                        "introspection of fields of types of fields, 8 deep",
                        "{ __schema { types " + DocumentText.repeat("{ fields { type ", 8, "{ name }", " } }") + " } }",
                        LIMIT_EXCEEDED),
                query(
                        "ofType 100 deep",
                        "{ __schema { types { fields { type " + DocumentText.repeat("{ ofType ", 100, "{ name }", " }")
                                + " } } } }",
                        LIMIT_EXCEEDED),
                query(
                        "a type by name 1,000 times",
                        DocumentText.aliases(
                                1_000, i -> "__type(name: \"Query\") { fields { name description args { name } } }"),
                        LIMIT_EXCEEDED),
                query(
                        "possible types of interfaces of possible types",
                        "{ __schema { types "
                                + DocumentText.repeat("{ possibleTypes { interfaces ", 8, "{ name }", " } }") + " } }",
                        LIMIT_EXCEEDED));
    }

    private static Attack query(String name, String query, Outcome outcome) {
        return Attack.query(DOCUMENTS, name, query, "{}", outcome);
    }
}
