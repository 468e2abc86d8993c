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
                application/json;q=0.8, application/graphql-response+json;q=0.9      > GRAPHQL_RESPONSE
                application/json;q=0.9, application/graphql-response+json;q=0.8      > JSON
                application/graphql-response+json;q=0, application/json;q=0.1        > JSON
                application/graphql-response+json; q=0, */*                          > JSON
                application/json;q=0, */*;q=0.1                                      > GRAPHQL_RESPONSE
                */*;q=0.5, application/graphql-response+json;q=0.6                   > GRAPHQL_RESPONSE
                */*;q=0.1, application/json;q=0.5, application/*;q=0.9               > GRAPHQL_RESPONSE
                application/json;q=nonsense                                          > JSON
                application/json; charset=utf-8; Q=1                                 > JSON
                """)
    void thePreferredTypeIsUsed(String accept, MediaType sent) {
        assertThat(MediaType.accepted(accept)).isEqualTo(sent);
    }

    @Test
    void aClientWithoutAnAcceptHeaderGetsJson() {
        assertThat(MediaType.accepted(null)).isEqualTo(MediaType.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "application/xml",
                "application/json5",
                "application",
                ",",
                ";",
                "*/*;q=0",
                "application/json;q=0",
                "application/json; q=0.000, application/graphql-response+json;q=0.0"
            })
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
                "application/json; charset=utf8",
                "application/json; charset=\"UTF8\"",
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
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; charset"
            })
    @NullSource
    void typesThatAFormOfAnotherSiteCanSendAreRejected(String contentType) {
        assertThat(MediaType.isJson(contentType)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 > true
                text/html                                                       > true
                TEXT/HTML, application/json                                     > true
                application/json, text/html                                     > false
                text/html;q=0.5, application/json                               > false
                text/html;q=0                                                   > false
                */*                                                             > false
                text/*                                                          > false
                application/json                                                > false
                """)
    void aBrowserPrefersHtml(String accept, boolean html) {
        assertThat(MediaType.prefersHtml(accept)).isEqualTo(html);
    }

    @Test
    void aClientWithoutAnAcceptHeaderIsNoBrowser() {
        assertThat(MediaType.prefersHtml(null)).isFalse();
    }

    @Test
    void theHeaderNamesTheEncoding() {
        assertThat(MediaType.JSON.header()).isEqualTo("application/json; charset=utf-8");
        assertThat(MediaType.GRAPHQL_RESPONSE.header()).isEqualTo("application/graphql-response+json; charset=utf-8");
    }
}
