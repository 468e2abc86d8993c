package org.demarche.attack;

import java.util.List;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.VALUES;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_ARGUMENT;
import static org.demarche.attack.Outcome.INVALID_REQUEST;
import static org.demarche.attack.Outcome.LIMIT_EXCEEDED;

/** Values that are large, expensive to read, or not what they claim to be. */
final class ValueAttacks {

    private static final List<String> NUMBERS = List.of(
            "-1",
            "2147483648",
            "1e3000000",
            "1e-3000000",
            "1E2147483648",
            "1e99999999999",
            "9".repeat(50_000),
            "0." + "3".repeat(50_000));

    private static final String COUNTRIES = "query ($v: Int) { countries(first: $v) { totalCount } }";
    private static final String EVENTS = "query ($v: EventFilter) { events(filter: $v) { totalCount } }";

    private ValueAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(numbers(), sizes(), nulls()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> numbers() {
        Outcome refused = INVALID_ARGUMENT.or(INVALID_REQUEST);
        return NUMBERS.stream()
                .flatMap(number -> Stream.of(
                        number(
                                number,
                                "in the document",
                                "{ countries(first: " + number + ") { totalCount } }",
                                "{}",
                                INVALID_ARGUMENT),
                        number(
                                number,
                                "as a default",
                                "query ($v: Int = " + number + ") { countries(first: $v) { totalCount } }",
                                "{}",
                                INVALID_ARGUMENT),
                        number(number, "in the variables", COUNTRIES, "{\"v\": " + number + "}", refused),
                        number(
                                number,
                                "for a text in the variables",
                                "query ($v: String!) { country(code: $v) { code } }",
                                "{\"v\": " + number + "}",
                                refused),
                        number(
                                number,
                                "in extensions",
                                "{ __typename }",
                                "{}, \"extensions\": {\"a\": " + number + "}",
                                DATA.or(INVALID_REQUEST).or(BUSY))));
    }

    private static Attack number(String number, String place, String query, String variables, Outcome outcome) {
        String name = number.length() < 20 ? number : number.length() + " digits";
        return query(name + " " + place, query, variables, outcome)
                .in("-1, 2147483648, 1e3000000, 1e99999999999, 50,000 digits and the like " + place);
    }

    private static Stream<Attack> sizes() {
        String slugs = "[" + "\"a\", ".repeat(9_999) + "\"a\"]";
        return Stream.of(
                query("a field's name of 500,000 characters", "{ " + "a".repeat(500_000) + " }", "{}", LIMIT_EXCEEDED),
                query(
                        "an alias of 500,000 characters",
                        "{ " + "a".repeat(500_000) + ": __typename }",
                        "{}",
                        LIMIT_EXCEEDED),
                query(
                        "a text of 500,000 characters",
                        "{ search(text: \"" + "a".repeat(500_000) + "\") { totalCount } }",
                        "{}",
                        LIMIT_EXCEEDED),
                query(
                        "a text of 500,000 characters in the variables",
                        "query ($v: String!) { search(text: $v) { totalCount } }",
                        "{\"v\": \"" + "a".repeat(500_000) + "\"}",
                        LIMIT_EXCEEDED),
                query(
                        "an operation's name of 500,000 characters",
                        "query " + "a".repeat(500_000) + " { __typename }",
                        "{}",
                        LIMIT_EXCEEDED),
                query(
                        "10,000 slugs in a filter",
                        "{ events(filter: { slugs: " + slugs + " }) { totalCount } }",
                        "{}",
                        LIMIT_EXCEEDED),
                query("10,000 slugs in the variables", EVENTS, "{\"v\": {\"slugs\": " + slugs + "}}", INVALID_REQUEST),
                query(
                        "250 slugs in each of 200 filters",
                        "query ($v: EventFilter) { "
                                + Stream.iterate(0, i -> i + 1)
                                        .limit(200)
                                        .map(i -> "a" + i + ": events(filter: $v) { totalCount } ")
                                        .reduce("", String::concat)
                                + "}",
                        "{\"v\": {\"slugs\": [" + "\"a\", ".repeat(249) + "\"a\"]}}",
                        LIMIT_EXCEEDED),
                query(
                        "10,000 ids",
                        "query ($v: [ID!]!) { nodes(ids: $v) { id } }",
                        "{\"v\": " + slugs + "}",
                        INVALID_REQUEST),
                query("10,000 variables that are not declared", "{ __typename }", many(10_000), INVALID_REQUEST),
                query("an object of 10,000 fields", EVENTS, "{\"v\": " + many(10_000) + "}", INVALID_REQUEST),
                query(
                        "variables nested 100,000 deep",
                        EVENTS,
                        "{\"v\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                        INVALID_REQUEST),
                query(
                        "variables nested 500 deep",
                        EVENTS,
                        "{\"v\": " + "[".repeat(500) + "]".repeat(500) + "}",
                        INVALID_REQUEST));
    }

    /** Null for a variable with a default, where null cannot be. */
    private static Stream<Attack> nulls() {
        return Stream.of(
                        "query ($v: String = \"RU\") { country(code: $v) { code } }",
                        "query ($v: ID = \"x\") { node(id: $v) { id } }",
                        "query ($v: [ID!] = [\"x\"]) { nodes(ids: $v) { id } }",
                        "query ($v: String = \"x\") { search(text: $v) { totalCount } }",
                        "query ($v: String = \"x\") { events(filter: { slugs: [$v] }) { totalCount } }",
                        "query ($v: Boolean = true) { __typename @include(if: $v) }",
                        "query ($v: Boolean = true) { __typename @skip(if: $v) }",
                        "query ($v: String = \"x\") { __type(name: $v) { name } }")
                .map(query -> query(
                                "null: " + query.substring(query.indexOf('{')),
                                query,
                                "{\"v\": null}",
                                INVALID_ARGUMENT)
                        .in("null for a variable with a default, where null cannot be"));
    }

    private static Attack query(String name, String query, String variables, Outcome outcome) {
        return Attack.query(VALUES, name, query, variables, outcome);
    }

    private static String many(int count) {
        StringBuilder object = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < count; i++) {
            object.append(", \"a").append(i).append("\": 1");
        }
        return object.append('}').toString();
    }
}
