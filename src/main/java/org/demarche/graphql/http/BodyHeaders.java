package org.demarche.graphql.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.demarche.http.RequestError;

/** What a POST request says about its body. */
public final class BodyHeaders {

    private static final RequestError CONTENT_TYPE =
            RequestError.invalid(415, "Send the request with Content-Type: application/json, in UTF-8.");
    private static final RequestError CODING =
            RequestError.invalid(415, "Compressed bodies are not supported; send the body without Content-Encoding.");

    private BodyHeaders() {}

    /** Null if the body is JSON without compression. */
    public static RequestError error(HttpServerRequest request) {
        if (!MediaType.isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            return CONTENT_TYPE;
        }
        if (isEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
            request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
            return CODING;
        }
        return null;
    }

    private static boolean isEncoded(String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }
}
