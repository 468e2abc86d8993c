package org.demarche.http;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "W/\"a\"        | \"a\"",
                "W/\"a\"        | W/\"a\"",
                "\"a\"          | W/\"a\"",
                "W/\"a\"        | \"b\", W/\"a\"",
                "W/\"a\"        | \"b\",W/\"a\" , \"c\"",
                "W/\"a,b\"      | \"a,b\"",
            })
    void aTagInTheListMatchesWhetherWeakOrStrong(String tag, String header) {
        assertThat(EntityTags.clientHas(tag, headers(header))).isTrue();
        assertThat(EntityTags.clientHasOrAny(tag, headers(header))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "W/\"a\" | \"b\"",
                "W/\"a\" | \"A\"",
                "W/\"a\" | a",
                "W/\"a\" | \"a",
                "W/\"a\" | \"aa\", \"ba\"",
                "W/\"a\" | ''",
                "W/\"a\" | \"*\"",
            })
    void anyOtherListDoesNotMatch(String tag, String header) {
        assertThat(EntityTags.clientHasOrAny(tag, headers(header))).isFalse();
    }

    @Test
    void theTagMayBeInAnyOfSeveralHeaders() {
        assertThat(EntityTags.clientHas("\"a\"", headers("\"b\"").add("If-None-Match", "\"a\"")))
                .isTrue();
    }

    @Test
    void anAsteriskMatchesOnlyIfThereIsAResponse() {
        assertThat(EntityTags.clientHas("\"a\"", headers("*"))).isFalse();
        assertThat(EntityTags.clientHasOrAny("\"a\"", headers(" * "))).isTrue();
    }

    @Test
    void withoutTheHeaderNothingMatches() {
        assertThat(EntityTags.clientHasOrAny("\"a\"", MultiMap.caseInsensitiveMultiMap()))
                .isFalse();
    }

    private static MultiMap headers(String ifNoneMatch) {
        return MultiMap.caseInsensitiveMultiMap().add("If-None-Match", ifNoneMatch);
    }
}
