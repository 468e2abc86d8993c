package org.demarche.http;

import java.util.Map;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Content that does not change while the service runs, such as a page. Sent compressed to clients that accept it, and with a
 * tag of the content, so that a client which has it gets no body: its name may stay the same in all versions.
 */
public final class StaticContent {

    private final CompressibleBytes content;
    private final String plainTag;
    private final String gzipTag;
    private final Map<String, String> headers;

    /** @param headers further headers, with the type of the content */
    public StaticContent(byte[] content, Map<String, String> headers) {
        String hash = EntityTags.hash(content);
        this.content = CompressibleBytes.ofFile(content);
        this.plainTag = EntityTags.strong(hash);
        // A strong tag names the bytes as they are sent.
        this.gzipTag = EntityTags.strong(hash + "-gzip");
        this.headers = headers;
    }

    public String tag() {
        return plainTag;
    }

    /** Answers a GET or HEAD request. */
    public void send(RoutingContext http) {
        boolean compressed =
                content.isCompressedFor(AcceptedCoding.of(http.request().headers()));
        if (compressed && content.isSlowToCompress()) {
            http.vertx()
                    .executeBlocking(content::gzip, false)
                    .onSuccess(done -> send(http, true))
                    .onFailure(http::fail);
        } else {
            send(http, compressed);
        }
    }

    private void send(RoutingContext http, boolean compressed) {
        HttpServerResponse response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        String tag = compressed ? gzipTag : plainTag;
        response.putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .headers()
                // Another handler may have added other headers to it.
                .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .addAll(headers);
        if (EntityTags.clientHasOrAny(tag, http.request().headers())) {
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            response.setStatusCode(304).end();
        } else {
            sendBody(http, compressed);
        }
    }

    @SuppressWarnings("deprecation") // Buffer.buffer(byte[]) copies the content, this wraps it
    private void sendBody(RoutingContext http, boolean compressed) {
        HttpServerResponse response = http.response();
        byte[] body = compressed ? content.gzip() : content.plain();
        if (compressed) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (http.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                    .end();
        } else {
            response.end(Buffer.buffer(Unpooled.wrappedBuffer(body)));
        }
    }
}
