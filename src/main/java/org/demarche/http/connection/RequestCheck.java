package org.demarche.http.connection;

import java.net.URI;
import java.net.URISyntaxException;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.demarche.http.RequestError;

/** What a request must be like to be understood in the same way by a proxy and by the service (RFC 9112). */
final class RequestCheck {

    private static final RequestError MALFORMED = RequestError.invalid(400, "This is not a valid HTTP/1.1 request.");
    private static final RequestError URL =
            RequestError.invalid(400, "The URL is not valid; percent-encode its special characters, such as { as %7B.");
    private static final RequestError LONG_LINE =
            RequestError.invalid(414, "The URL is too long; send the query with POST.");
    private static final RequestError LONG_HEADERS =
            RequestError.invalid(431, "The headers of the request are too large.");
    private static final RequestError VERSION =
            RequestError.invalid(505, "This HTTP version is not supported; use HTTP/1.1.");
    private static final RequestError HOST = RequestError.invalid(400, "Send exactly one Host header.");
    private static final RequestError CODING =
            RequestError.invalid(501, "The only transfer coding that is supported is Transfer-Encoding: chunked.");

    private static final boolean[] USUAL = new boolean[128];

    static {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@/?"
                .chars()
                .forEach(c -> USUAL[c] = true);
    }

    private RequestCheck() {}

    /** Null if the request is all right. */
    static RequestError error(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return error(request.decoderResult().cause());
        }
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        if (!old && !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return VERSION;
        }
        if (!isUri(request.uri())) {
            return URL;
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && !old) {
            return HOST;
        }
        if (request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            // With HTTP/1.0 it is malformed for Netty already.
            return transferCodingError(request);
        }
        return null;
    }

    /** Quarkus answers other URLs without a body. The full check is for the few that have unusual characters. */
    private static boolean isUri(String uri) {
        boolean usual = uri.startsWith("/") && !uri.startsWith("//");
        for (int i = 0; usual && i < uri.length(); i++) {
            char c = uri.charAt(i);
            usual = c < 128 && USUAL[c] || c == '%' && isHex(uri, i + 1) && isHex(uri, i + 2);
        }
        return usual || parses(uri);
    }

    private static boolean isHex(String uri, int index) {
        return index < uri.length() && Character.digit(uri.charAt(index), 16) >= 0;
    }

    private static boolean parses(String uri) {
        try {
            new URI(uri);
            return true;
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    private static RequestError error(Throwable failure) {
        if (failure instanceof TooLongHttpLineException) {
            return LONG_LINE;
        }
        return failure instanceof TooLongHttpHeaderException ? LONG_HEADERS : MALFORMED;
    }

    private static RequestError transferCodingError(HttpRequest request) {
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0));
        return chunked ? null : CODING;
    }
}
