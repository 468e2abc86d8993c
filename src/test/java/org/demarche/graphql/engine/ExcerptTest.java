package org.demarche.graphql.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExcerptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Field 'nope' in type 'Query' is undefined",
                "filter.slugs: 'it's-a-slug' is not a slug; the names of 20 kinds follow, all of them short words that"
                        + " together are longer than a hundred characters, which is fine",
            })
    void anOrdinaryMessageStaysAsItIs(String message) {
        assertThat(Excerpt.of(message)).isEqualTo(message);
    }

    @Test
    void ofALongPartOnlyTheStartIsRepeated() {
        assertThat(Excerpt.of("Field '" + "x".repeat(5000) + "' in type 'Query' is undefined"))
                .isEqualTo("Field '" + "x".repeat(100) + "...' in type 'Query' is undefined");
        assertThat(Excerpt.of("text: '" + "long words ".repeat(500) + "' is too long"))
                .isEqualTo("text: '" + "long words ".repeat(10).substring(0, 100) + "...' is too long");
        assertThat(Excerpt.of("offending token " + "x".repeat(5000) + " at line 1"))
                .isEqualTo("offending token " + "x".repeat(100) + "... at line 1");
    }

    @Test
    void aLongPartMayContainQuotationMarks() {
        String shortened =
                Excerpt.of("argument 'on' is not a valid 'Date' - '" + "it's 'long' ".repeat(80) + "' is not a date");
        assertThat(shortened)
                .startsWith("argument 'on' is not a valid 'Date' - 'it's 'long' it's")
                .endsWith("...' is not a date")
                .hasSizeLessThan(290);
    }

    @Test
    void aMessageOfManyPartsEnds() {
        assertThat(Excerpt.of("missing 'a' ".repeat(100_000))).hasSizeLessThan(1010);
    }

    @Test
    void aSurrogatePairIsNotSplit() {
        assertThat(Excerpt.of("'a" + "😀".repeat(200) + "'")).isEqualTo("'a" + "😀".repeat(99) + "...'");
        assertThat(Excerpt.of("a " + "😀 ".repeat(1000))).isEqualTo("a " + "😀 ".repeat(332) + "😀...");
        assertThat(Excerpt.of("ab " + "😀 ".repeat(1000))).isEqualTo("ab " + "😀 ".repeat(332) + "...");
    }
}
