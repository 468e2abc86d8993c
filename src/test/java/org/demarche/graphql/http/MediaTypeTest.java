package org.demarche.graphql.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                application/graphql-response+json                                    > GRAPHQL_RESPONSE
                application/json                                                     > JSON
                application/graphql-response+json, application/json;q=0.9            > GRAPHQL_RESPONSE
                application/json, application/graphql-response+json;q=0.9            > JSON
                text/html, application/graphql-response+json; charset=utf-8, */*;q=0 > GRAPHQL_RESPONSE
                text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8      > JSON
                APPLICATION/GraphQL-Response+JSON                                    > GRAPHQL_RESPONSE
                application/*                                                        > JSON
                */*                                                                  > JSON
                '  '                                                                 > JSON
                """)
    void theFirstSupportedTypeOfTheAcceptHeaderIsUsed(String accept, MediaType sent) {
        assertThat(MediaType.accepted(accept)).isEqualTo(sent);
    }

    @Test
    void aClientWithoutAnAcceptHeaderGetsJson() {
        assertThat(MediaType.accepted(null)).isEqualTo(MediaType.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/*", "application/xml", "application/json5", "application", ",", ";"})
    void aClientThatAcceptsNeitherTypeGetsNone(String accept) {
        assertThat(MediaType.accepted(accept)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=\"UTF-8\"",
                "application/json ; boundary=x"
            })
    void jsonInUtf8IsAccepted(String contentType) {
        assertThat(MediaType.isJson(contentType)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/plain; application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/graphql",
                "application/jsonp",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16"
            })
    @NullSource
    void typesThatAFormOfAnotherSiteCanSendAreRejected(String contentType) {
        assertThat(MediaType.isJson(contentType)).isFalse();
    }

    @Test
    void theHeaderNamesTheEncoding() {
        assertThat(MediaType.JSON.header()).isEqualTo("application/json; charset=utf-8");
        assertThat(MediaType.GRAPHQL_RESPONSE.header()).isEqualTo("application/graphql-response+json; charset=utf-8");
    }
}
