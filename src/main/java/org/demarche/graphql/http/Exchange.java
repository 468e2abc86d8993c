package org.demarche.graphql.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;

/**
 * A request that has come, and the answer that goes back.
 *
 * @param type what the answer is sent as
 * @param begin when it was there, in nanoseconds
 */
record Exchange(RoutingContext http, MediaType type, RequestTrace trace, long begin) {

    private static final String RETRY_AFTER = Long.toString(UnavailableException.RETRY_AFTER.toSeconds());

    static Exchange of(RoutingContext http, MediaType type) {
        return new Exchange(http, type, RequestTrace.current(), System.nanoTime());
    }

    /** Whether anybody still waits for the answer. */
    boolean isOpen() {
        return !http.response().ended() && !http.response().closed();
    }

    long nanos() {
        return System.nanoTime() - begin;
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

    /** As HTTP it was understood, but not as GraphQL over HTTP. */
    void refuse(int status, String message) {
        // In this order, as all other errors: that of Map.of is another in each process.
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", Map.of("code", ErrorCode.INVALID_REQUEST.name()));
        send(status, ResponseWriter.of(Map.of("errors", List.of(error))));
    }

    void sendUnavailable(byte[] json) {
        http.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        send(503, json);
    }
}
