package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a request, as the key of its cached response. Comparable, so that a map tells keys apart quickly that
 * someone crafted to have the same hash.
 */
final class RequestKey implements Comparable<RequestKey> {

    private final byte[] bytes;
    private final int hash;

    RequestKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Null if the response must not be shared because the request has credentials, or if the request is empty. */
    static RequestKey of(Exchange exchange) {
        if (exchange.hasCredentials()) {
            return null;
        }
        // A body is JSON and a query string is not, so they cannot be equal.
        if (exchange.isPost()) {
            return exchange.body().length == 0 ? null : new RequestKey(exchange.body());
        }
        String query = exchange.http().request().query();
        return query == null ? null : new RequestKey(query.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestKey that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(RequestKey other) {
        return Arrays.compare(bytes, other.bytes);
    }
}
