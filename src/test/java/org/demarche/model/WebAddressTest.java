package org.demarche.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "http://example.org/",
                "https://example.org:8443/a/b?c=d&e=%20f#g",
                "https://en.wikipedia.org/wiki/Taliban_(disambiguation)",
                "http://192.0.2.1/",
                "http://[2001:db8::1]/"
            })
    void anAbsoluteAddressIsKeptAsWritten(String text) {
        assertThat(new WebAddress(text).stringValueForSerialization()).isEqualTo(text);
        assertThat(new WebAddress(text)).hasToString(text);
        assertThat(WebAddress.recorded(text)).hasToString(text);
    }

    @Test
    void addressesWithTheSameTextAreEqual() {
        assertThat(new WebAddress("https://example.org/"))
                .isEqualTo(new WebAddress("https://example.org/"))
                .hasSameHashCodeAs(new WebAddress("https://example.org/"))
                .isNotEqualTo(new WebAddress("https://example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "//example.org",
                "/page",
                "https:",
                "https://",
                "https:///page",
                "https:example.org",
                "ftp://example.org",
                "javascript:alert(1)",
                "javascript://example.org/%0aalert(1)",
                "data:text/html,hello",
                "file:///etc/hosts",
                "mailto:someone@example.org",
                "https://example.org/a b",
                " https://example.org",
                "https://example.org\n",
                "https://example.org/<script>"
            })
    @NullSource
    void anythingElseIsRejectedWithAValidExample(String text) {
        assertThatThrownBy(() -> new WebAddress(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' is not an absolute http or https address")
                .hasMessageContaining("https://example.org/page");
    }

    @Test
    void aRecordedAddressMayBeNull() {
        assertThat(WebAddress.recorded(null)).isNull();
    }
}
