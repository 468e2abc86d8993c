package org.demarche.attack;

import java.util.List;
import java.util.stream.Stream;

/** Values of the right or a wrong type that are hard to handle. */
final class HardValues {

    static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "-0",
            "1.0",
            "1.5",
            "101",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "1e2",
            "1e400",
            "1e-400",
            "1e3000000",
            "1E-3000000",
            "-1e2147483648",
            "4.9e-324",
            "1.7976931348623157e309",
            "9".repeat(1000),
            "0." + "3".repeat(1000));

    static final List<String> STRINGS = List.of(
            "",
            " ",
            "\t\n",
            "\0",
            "a\0b",
            "\ud800",
            "\udfff\ud800",
            "a\ud83db",
            "\ud83c\uddf7\ud83c\uddfa",
            "e\u0301",
            "e" + "\u0301".repeat(300),
            "\u202eabc",
            "\u2028",
            "\ufeff",
            "\uffff",
            "\u0130\u0131\u00df\u1e9e",
            "\uff12\uff10\uff12\uff15-\uff10\uff17-\uff10\uff13",
            "\u0662\u0660\u0662\u0665",
            "x".repeat(499),
            "x".repeat(501),
            "x".repeat(20_000),
            "\u2126".repeat(400),
            "'",
            "\"",
            "\"\"\"",
            "\\",
            "%",
            "_",
            "%s%n%d",
            "$1",
            "${x}",
            "#{x}",
            "{0}",
            "' or 1=1 --",
            "\"unclosed",
            "or or or",
            "-a -b -c",
            "& | ! ( ) <-> :*",
            "a".repeat(60) + " -" + "b".repeat(60),
            "-",
            "*",
            "null",
            "true",
            "0",
            "-1",
            "en-u-ca-" + "x".repeat(9),
            "x-" + "y-".repeat(50),
            "i-klingon",
            "und",
            "zh-Hant-TW-x-private");

    static final List<String> DATES = List.of(
            "0000-00-00",
            "0000-01-01",
            "0001-01-01",
            "-0001-01-01",
            "-4713-01-01",
            "-999999999-01-01",
            "9999-12-31",
            "10000-01-01",
            "+10000-01-01",
            "+294277-01-01",
            "+999999999-12-31",
            "2025-02-30",
            "2025-13",
            "2025-W01",
            "2025-07-03T00:00:00Z",
            "infinity",
            "-infinity",
            "epoch",
            "now");

    /** Of no type. */
    static final List<Value> ANY = Stream.of(
                    Stream.of(
                            Value.NULL,
                            Value.raw("true"),
                            Value.raw("false"),
                            Value.raw("[]"),
                            Value.raw("{}"),
                            Value.raw("[[]]"),
                            Value.raw("[null]"),
                            Value.raw("[[[[1]]]]"),
                            new Value("{a: {a: {a: null}}}", "{\"a\": {\"a\": {\"a\": null}}}"),
                            new Value("{__typename: 1}", "{\"__typename\": 1, \"\": 2}"),
                            Value.enumValue("NO_SUCH_VALUE")),
                    NUMBERS.stream().map(Value::raw),
                    STRINGS.stream().map(Value::string),
                    DATES.stream().map(Value::string))
            .flatMap(values -> values)
            .toList();

    private HardValues() {}
}
