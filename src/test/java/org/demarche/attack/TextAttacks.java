package org.demarche.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.VALUES;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_CURSOR;

/** Texts, cursors and ids that are not what they claim to be. */
final class TextAttacks {

    static final Outcome HARMLESS = new Outcome(
                    "its data or INVALID_ARGUMENT",
                    answer -> answer.text().startsWith("{\"data\"")
                            || answer.text().contains("\"code\":\"INVALID_ARGUMENT\""))
            .or(BUSY);

    private TextAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(forged(), text());
    }

    private static Stream<Attack> forged() {
        return Stream.of(
                cursor("nonsense as a cursor", "nonsense"),
                cursor("a cursor of 9,000 characters", "A".repeat(9_000)),
                cursor("a cursor of another list", encoded("stances\u001fSINCE_DESC\u001f2025\u001f1")),
                cursor(
                        "SQL in a cursor",
                        encoded("countries\u001fNAME_ASC\u001f'; drop table country; --\u001f1 or 1=1")),
                cursor(
                        "a number beyond a long in a cursor",
                        encoded("countries\u001fNAME_ASC\u001fa\u001f99999999999999999999")),
                cursor("NUL in a cursor", encoded("countries\u001fNAME_ASC\u001fa\0\u001f1")),
                cursor("a cursor of 2,000 parts", encoded("countries" + "\u001f1".repeat(2_000))),
                id("nonsense as an id", "nonsense"),
                id("an id of a type that does not exist", encoded("Secret:1")),
                id("an id of a type without ids", encoded("Query:1")),
                id("a number beyond a long in an id", encoded("Country:99999999999999999999")),
                id("SQL in an id", encoded("Country:1 or 1=1")));
    }

    private static Stream<Attack> text() {
        return Stream.of(
                        "U+0000:\\u0000",
                        "a lone surrogate:\\ud800",
                        "surrogates in the wrong order:\\udc00\\ud800",
                        "a text in both directions:\\u202e\\u202d\\u2066",
                        "300 combining marks:e" + "\\u0301".repeat(300),
                        "SQL:' or 1=1; --",
                        "operators of a search:& | ! ( ) <-> :*",
                        "a search of exclusions:" + "-a ".repeat(160),
                        "percent signs:" + "%_".repeat(200))
                .map(text -> text.split(":", 2))
                .flatMap(
                        text -> Stream.of(
                                        query(
                                                text[0] + " as a search",
                                                "query ($v: String!) { search(text: $v) { totalCount } }",
                                                "{\"v\": \"" + text[1] + "\"}",
                                                HARMLESS),
                                        query(
                                                text[0] + " as a code",
                                                "query ($v: String!) { country(code: $v) { name } }",
                                                "{\"v\": \"" + text[1] + "\"}",
                                                HARMLESS),
                                        query(
                                                text[0] + " as a region",
                                                "query ($v: String!) { countries(filter: { regions: [$v] }) { totalCount } }",
                                                "{\"v\": \"" + text[1] + "\"}",
                                                HARMLESS))
                                .map(
                                        attack -> attack.in(
                                                "NUL, lone surrogates, combining marks, SQL and operators as a search, a code and a region")));
    }

    private static Attack cursor(String name, String cursor) {
        return query(
                        name,
                        "query ($v: String) { countries(after: $v) { totalCount } }",
                        "{\"v\": " + Json.quote(cursor) + "}",
                        INVALID_CURSOR)
                .in("forged cursors: nonsense, SQL, NUL, numbers beyond a long, of another list");
    }

    private static Attack id(String name, String id) {
        return query(name, "query ($v: ID!) { node(id: $v) { id } }", "{\"v\": " + Json.quote(id) + "}", DATA.or(BUSY))
                .in("forged ids: nonsense, SQL, numbers beyond a long, of other types");
    }

    private static Attack query(String name, String query, String variables, Outcome outcome) {
        return Attack.query(VALUES, name, query, variables, outcome);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
