package org.demarche.graphql.limit;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import graphql.parser.Parser;
import org.demarche.error.ClientErrorException;
import org.demarche.error.LimitExceededException;
import org.demarche.support.TestLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RequestLimitsTest {

    private final RequestLimits limits =
            new RequestLimits(TestLimits.with(Map.of("characters", "200", "fields", "300")));

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                arguments("depth", 21, nested(21)),
                arguments("depth", 21, "{ a { ...F } } fragment F on A " + nested(20)),
                arguments("depth", 21, "{ a { ... on A " + nested(20) + " } }"),
                arguments("root-fields", 251, "{" + "a ".repeat(251) + "}"),
                arguments("root-fields", 252, "{ ...F ...F } fragment F on Query {" + "a ".repeat(126) + "}"),
                arguments("aliases", 501, "{ a {" + "x: a ".repeat(501) + "} }"),
                arguments("aliases", 502, "{ a { ...F ...F } } fragment F on Query {" + "x: a ".repeat(251) + "}"),
                arguments("fields", 301, "{ a { " + "a ".repeat(300) + "} }"),
                arguments("directives", 251, "{ a " + "@skip(if: false) ".repeat(251) + "}"),
                arguments("directives", 251, "query " + "@skip(if: false) ".repeat(251) + "{ a }"),
                arguments("directives", 251, "{ a { ... " + "@skip(if: false) ".repeat(251) + "{ a } } }"),
                // The limits hold for fragments that no operation uses, too: they are validated.
                arguments("directives", 251, "{ a } fragment F on A " + "@skip(if: false) ".repeat(251) + "{ a }"),
                arguments("items", 251, "{ a(b: [" + "1 ".repeat(251) + "]) }"),
                arguments("items", 251, "query ($b: [Int] = [" + "1 ".repeat(251) + "]) { a(b: $b) }"),
                arguments("items", 251, "{ a(b: { c: [" + "1 ".repeat(251) + "] }) }"),
                arguments("characters", 201, "{ a(b: \"" + "x".repeat(201) + "\") }"),
                arguments("characters", 201, "{ " + "x".repeat(201) + " }"),
                arguments("characters", 201, "{ " + "x".repeat(201) + ": a }"),
                arguments("characters", 201, "query " + "x".repeat(201) + " { a }"),
                arguments("characters", 201, "{ a { ..." + "x".repeat(201) + " } }"));
    }

    /** Counted once per fragment: a document of a few hundred characters may have more fields than could be counted. */
    @ParameterizedTest
    @CsvSource({"30, 1073741824", "45, 1000000000000"})
    void doublingFragmentsAreCounted(int levels, long fields) {
        RequestLimits deep = new RequestLimits(TestLimits.with(Map.of("depth", "100")));
        assertThatThrownBy(() -> deep.checkDocument(Parser.parse("{ ...F0 } " + doublings(levels))))
                .isInstanceOfSatisfying(LimitExceededException.class, exceeded -> {
                    assertThat(exceeded.limit()).isEqualTo("root-fields");
                    assertThat(exceeded.requested()).isEqualTo(fields);
                });
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aDocumentOverALimitIsRejected(String limit, long requested, String document) {
        LimitExceededException exceeded =
                catchThrowableOfType(LimitExceededException.class, () -> limits.checkDocument(Parser.parse(document)));
        assertThat(exceeded).as("rejected").isNotNull();
        assertThat(exceeded.limit()).isEqualTo(limit);
        assertThat(exceeded.requested()).isEqualTo(requested);
        assertThat(exceeded.getMessage())
                .contains("(demarche.limits." + limit + ")")
                .hasSizeLessThan(250);
    }

    static Stream<String> allowed() {
        return Stream.of(
                nested(20),
                "{" + "a ".repeat(250) + "}",
                "{ a " + "@skip(if: false) ".repeat(250) + "}",
                "{ a(b: [" + "1 ".repeat(250) + "]) }",
                "{ a(b: \"" + "x".repeat(200) + "\") }",
                // A cycle is left to validation, which names it.
                "{ ...F } fragment F on Query { a ...G } fragment G on Query { a ...F }",
                "{ ...Unknown }");
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void aDocumentAtTheLimitPasses(String document) {
        assertThatCode(() -> limits.checkDocument(Parser.parse(document))).doesNotThrowAnyException();
    }

    /** Even if it is a comment: parsing takes as long. */
    @Test
    void aLongDocumentIsRejectedBeforeItIsParsed() {
        RequestLimits hundred = new RequestLimits(TestLimits.with(Map.of("document", "100")));
        assertThatCode(() -> hundred.checkText("{ a } #" + "x".repeat(93))).doesNotThrowAnyException();
        assertThatThrownBy(() -> hundred.checkText("{ a } #" + "x".repeat(94)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("101 characters; at most 100 are allowed (demarche.limits.document)");
    }

    /** Validation follows fragments recursively. */
    @Test
    void fragmentsNestedThousandsDeepAreRejectedBeforeTheStackOverflows() {
        String chain = IntStream.range(0, 1500)
                .mapToObj(i -> "fragment F%d on Query { ...F%d }".formatted(i, i + 1))
                .collect(Collectors.joining(" "));
        for (String document : List.of("{ ...F0 } " + chain, chain + " { ...F0 }")) {
            assertThatThrownBy(() -> limits.checkDocument(Parser.parse(document)))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("demarche.limits.depth");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a(b: 1e3000000) }",
                "{ a(b: 1E+3000000) }",
                "{ a(b: -1.5e-3000000) }",
                "{ a(b: 1.0000000000000000000000000000000000000000001) }",
                "{ a(b: 10000000000000000000000000000000000000000000) }",
                "{ a(c: \"\\\"\", b: 1e3000000) }",
                "{ a(c: \"\"\" \\\"\"\" \"\"\", b: 1e3000000) }",
                "{ a # \"\n (b: 1e3000000) }",
            })
    void aNumberThatIsTooLongToComputeWithIsRejectedBeforeItIsParsed(String document) {
        assertThatThrownBy(() -> limits.checkText(document))
                .isInstanceOf(ClientErrorException.class)
                .hasMessageStartingWith("the document: a number has ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a(b: 1e300) c(d: -1234567890.0123456789) }",
                "{ a(b: \"1e3000000\") }",
                "{ a(b: \"\"\"1e3000000 \" 1e3000000\"\"\") }",
                "{ a # 1e3000000\n }",
                "{ a1e3000000 }",
                "{ a(b: \"unclosed",
                "{ a(b: \"\\",
                "{ a(b: 1",
                "{ a(b: 1e",
                "#",
                "",
            })
    void anythingElseIsLeftToTheParser(String document) {
        assertThatCode(() -> limits.checkText(document)).doesNotThrowAnyException();
    }

    @Test
    void variablesAreChecked() {
        assertExceeded("items", Map.of("slugs", Collections.nCopies(251, "a")), "in variable slugs");
        assertExceeded("items", Map.of("filter", Map.of("slugs", Collections.nCopies(251, "a"))), "in variable filter");
        assertExceeded("characters", Map.of("text", "x".repeat(201)), "in variable text");
        assertExceeded("characters", Map.of("x".repeat(201), 1), "in the variables");
        assertThatThrownBy(() -> limits.checkVariables(Map.of("n", new BigDecimal("1e3000000"))))
                .hasMessage(
                        "variable n: a number has an exponent of 7 digits; use at most 40 digits, and 3 in the exponent.");
        assertThatCode(() -> limits.checkVariables(
                        Map.of("n", new BigDecimal("1e30"), "f", new BigDecimal("-0.12345678901234567890"))))
                .doesNotThrowAnyException();
    }

    private void assertExceeded(String limit, Map<String, Object> variables, String location) {
        assertThatThrownBy(() -> limits.checkVariables(variables))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(location)
                .hasMessageContaining("demarche.limits." + limit);
    }

    private static String nested(int depth) {
        return "{ a ".repeat(depth) + "}".repeat(depth);
    }

    /** Each fragment uses the next one twice. */
    private static String doublings(int levels) {
        String fragments = IntStream.range(0, levels)
                .mapToObj(i -> "fragment F%d on Query { ...F%d ...F%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" "));
        return fragments + " fragment F%d on Query { a }".formatted(levels);
    }
}
