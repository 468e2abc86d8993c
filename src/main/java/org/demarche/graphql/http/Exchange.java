package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;

/**
 * An HTTP request and its response.
 *
 * @param type the media type of the response
 * @param start when the request had arrived, in nanoseconds of {@link System#nanoTime}
 */
record Exchange(RoutingContext http, MediaType type, RequestTrace trace, long start) {

    private static final String RETRY_AFTER = Long.toString(UnavailableException.RETRY_AFTER.toSeconds());

    static Exchange of(RoutingContext http, MediaType type) {
        return new Exchange(http, type, RequestTrace.current(), System.nanoTime());
    }

    /** Whether the client is still waiting for the response. */
    boolean isOpen() {
        return !http.response().ended() && !http.response().closed();
    }

    boolean isPost() {
        return http.request().method() == HttpMethod.POST;
    }

    long elapsedNanos() {
        return System.nanoTime() - start;
    }

    @SuppressWarnings("deprecation") // Buffer.buffer(byte[]) copies the answer, this wraps it
    void send(int status, byte[] json) {
        if (isOpen()) {
            http.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type.header())
                    .end(Buffer.buffer(Unpooled.wrappedBuffer(json)));
        }
    }

    /** Answers an HTTP request that is not a valid GraphQL-over-HTTP request. */
    void sendRequestError(int status, String message) {
        // Message first, as in all other errors; the order of Map.of differs between processes.
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", Map.of("code", ErrorCode.INVALID_REQUEST.name()));
        send(status, ResponseWriter.write(Map.of("errors", List.of(error))));
    }

    void sendUnavailable(byte[] json) {
        http.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        send(503, json);
    }
}
