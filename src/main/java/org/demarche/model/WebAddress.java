package org.demarche.model;

import java.net.URI;

import io.smallrye.graphql.api.CustomScalar;
import io.smallrye.graphql.api.CustomStringScalar;

/** An absolute http or https URL. {@link PartialDate} says why it carries SmallRye's annotation. */
@CustomScalar("URL")
public final class WebAddress implements CustomStringScalar {

    private final String value;

    /** @throws IllegalArgumentException with a message for the author of the address */
    public WebAddress(String value) {
        if (!isAbsoluteHttp(value)) {
            throw new IllegalArgumentException(
                    "'%s' is not an absolute http or https address; write one such as https://example.org/page"
                            .formatted(value));
        }
        this.value = value;
    }

    /** Null for null, so that optional columns need no branch. */
    public static WebAddress recorded(String value) {
        return value == null ? null : new WebAddress(value);
    }

    @Override
    public String stringValueForSerialization() {
        return value;
    }

    @Override
    public String toString() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WebAddress that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    private static boolean isAbsoluteHttp(String value) {
        try {
            URI uri = URI.create(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException | NullPointerException notAnAddress) {
            return false;
        }
    }
}
