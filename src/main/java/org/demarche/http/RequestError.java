package org.demarche.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;

/** Why an HTTP request is not processed. Its body has the form of a GraphQL error, so that clients need one parser only. */
public record RequestError(int status, ErrorCode code, String message) {

    public static final String CONTENT_TYPE = "application/json; charset=utf-8";

    public static final RequestError INVALID_QUERY_STRING =
            invalid(400, "The query string is not valid; check its percent-encoding.");

    /**
     * How long a client may go on sending after the answer, in milliseconds. If the connection were closed at once, the
     * operating system of the client would discard the answer.
     */
    public static final long LINGER = 2000;

    public static RequestError invalid(int status, String message) {
        return new RequestError(status, ErrorCode.INVALID_REQUEST, message);
    }

    /** @param message that of the mistake, or the same in words that the client has used */
    public static RequestError of(ClientErrorException mistake, String message) {
        return new RequestError(mistake.code() == ErrorCode.RATE_LIMITED ? 429 : 400, mistake.code(), message);
    }

    public static RequestError of(ClientErrorException mistake) {
        return of(mistake, mistake.getMessage());
    }

    public static RequestError unavailable(String message) {
        return new RequestError(503, ErrorCode.UNAVAILABLE, message);
    }

    public byte[] json() {
        // Message first, as in all other errors; the order of Map.of differs between processes.
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", message);
        error.put("extensions", Map.of("code", code.name()));
        return ResponseWriter.write(Map.of("errors", List.of(error)));
    }

    /** Answers the request, unless its client has left. Closes the connection if the body has not arrived completely. */
    public void sendTo(RoutingContext context) {
        sendTo(context, CONTENT_TYPE);
    }

    public void sendTo(RoutingContext context, String contentType) {
        if (mayHaveBody(context.request())) {
            sendAndClose(context, contentType);
        } else {
            send(context, contentType);
        }
    }

    private static boolean mayHaveBody(HttpServerRequest request) {
        return !request.isEnded()
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private void send(RoutingContext context, String contentType) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        byte[] json = json();
        if (code == ErrorCode.UNAVAILABLE) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(UnavailableException.RETRY_AFTER.toSeconds()));
        }
        // Explicitly, because a response to HEAD has no body to take it from.
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(json.length))
                .end(Buffer.buffer(json));
    }

    /** Closes the connection afterwards: the rest of the body would be read for nothing. */
    private void sendAndClose(RoutingContext context, String contentType) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        send(context, contentType);
        closeAfterBody(context.request(), context.vertx());
    }

    /** Closes the connection afterwards, whether or not there is a body. */
    public void sendAndClose(RoutingContext context) {
        sendAndClose(context, CONTENT_TYPE);
    }

    private static void closeAfterBody(HttpServerRequest request, Vertx vertx) {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        long timer = vertx.setTimer(LINGER, elapsed -> connection.close());
        request.handler(discarded -> {});
        request.exceptionHandler(left -> vertx.cancelTimer(timer));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
    }
}
