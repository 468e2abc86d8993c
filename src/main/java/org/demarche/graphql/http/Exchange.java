package org.demarche.graphql.http;

import java.util.concurrent.CompletableFuture;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.AcceptedCoding;
import org.demarche.http.CompressibleBytes;
import org.demarche.http.EntityTags;
import org.demarche.http.RequestError;
import org.demarche.security.RequestAuthentication;

/**
 * An HTTP request and its response.
 *
 * @param type the media type of the response
 * @param body empty unless this is a POST request
 * @param coding which content codings the client accepts
 * @param start when the request had arrived, in nanoseconds of {@link System#nanoTime}
 */
record Exchange(RoutingContext http, byte[] body, MediaType type, AcceptedCoding coding, RequestTrace trace, long start)
        implements ChargedClient {

    private static final CharSequence VARY = HttpHeaders.createOptimized("Accept, Accept-Encoding");

    /** Caches may keep the answer, but must ask whether it is still current: what a write changed is visible at once. */
    private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("no-cache");

    private static final CharSequence REVALIDATE_PRIVATELY = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence NOT_STORED = HttpHeaders.createOptimized("no-store");
    private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");
    private static final String RETRY_AFTER = Long.toString(UnavailableException.RETRY_AFTER.toSeconds());

    private static final CompletableFuture<?> PREPARED = CompletableFuture.completedFuture(null);

    static Exchange of(RoutingContext http, byte[] body, MediaType type) {
        AcceptedCoding coding = AcceptedCoding.of(http.request().headers());
        return new Exchange(http, body, type, coding, RequestTrace.current(), System.nanoTime());
    }

    /** Whether the client is still waiting for the response. */
    boolean isOpen() {
        return !http.response().ended() && !http.response().closed();
    }

    /**
     * To be called in the request's Vert.x context.
     *
     * @param task runs in that context when the client closes the connection before it has been answered
     */
    void onClientLeft(Runnable task) {
        Context request = Vertx.currentContext();
        http.addEndHandler(end -> {
            if (end.failed()) {
                request.runOnContext(ignored -> task.run());
            }
        });
    }

    boolean isPost() {
        return http.request().method() == HttpMethod.POST;
    }

    boolean hasCredentials() {
        MultiMap headers = http.request().headers();
        return headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpHeaders.COOKIE);
    }

    /** Whether the client has the answer with this tag already. */
    boolean isCurrent(String tag) {
        return EntityTags.clientHas(tag, http.request().headers());
    }

    long elapsedNanos() {
        return System.nanoTime() - start;
    }

    /** Compresses a large body on a worker thread before it is sent. */
    CompletableFuture<?> prepare(CompressibleBytes json) {
        if (!json.isCompressedFor(coding) || !json.isSlowToCompress()) {
            return PREPARED;
        }
        return http.vertx()
                .executeBlocking(json::gzip, false)
                .toCompletionStage()
                .toCompletableFuture();
    }

    /** Sends the answer of a GET request without errors, or 304 if the client has it already. */
    void sendTagged(CompressibleBytes json, String tag) {
        if (EntityTags.clientHasOrAny(tag, http.request().headers())) {
            sendNotModified(tag);
        } else if (isOpen()) {
            describe(tag);
            send(200, json);
        }
    }

    void sendNotModified(String tag) {
        if (isOpen()) {
            describe(tag);
            http.response().setStatusCode(304).end();
        }
    }

    private void describe(String tag) {
        http.response()
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, hasCredentials() ? REVALIDATE_PRIVATELY : REVALIDATE)
                .headers()
                // Another handler may have added other headers to it.
                .add(HttpHeaders.VARY, VARY);
    }

    /** Sends an answer that caches must not keep: they keep none of POST requests anyway. */
    void sendUntagged(int status, CompressibleBytes json) {
        if (!isPost()) {
            http.response().putHeader(HttpHeaders.CACHE_CONTROL, NOT_STORED);
        }
        send(status, json);
    }

    private void send(int status, CompressibleBytes json) {
        if (!isOpen()) {
            return;
        }
        HttpServerResponse response =
                http.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type.header());
        byte[] body = json.plain();
        if (json.isCompressedFor(coding)) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
            body = json.gzip();
        }
        end(response, body);
    }

    @SuppressWarnings("deprecation") // Buffer.buffer(byte[]) copies the answer, this wraps it
    private void end(HttpServerResponse response, byte[] body) {
        if (http.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                    .end();
        } else {
            response.end(Buffer.buffer(Unpooled.wrappedBuffer(body)));
        }
    }

    /** Answers an HTTP request that is not a valid GraphQL-over-HTTP request. */
    void sendRequestError(int status, String message) {
        sendUntagged(
                status,
                CompressibleBytes.ofAnswer(RequestError.invalid(status, message).json()));
    }

    @Override
    public Object rateKey(ClientRate rate) {
        return rate.key(http.request());
    }

    @Override
    public void putRate(ClientRate.Usage rate) {
        rate.putInto(http.response().headers());
    }

    void sendUnauthenticated(CompressibleBytes json) {
        RequestAuthentication.challenge(http.request());
        sendUntagged(401, json);
    }

    void sendUnavailable(CompressibleBytes json) {
        http.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        sendUntagged(503, json);
    }
}
