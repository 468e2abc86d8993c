package org.demarche.http;

import java.util.List;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.demarche.config.CorsSettings;

/**
 * Lets pages of other origins read answers (https://fetch.spec.whatwg.org/#http-cors-protocol). Without the setting there is
 * no such route.
 *
 * <p>Instead of Quarkus' filter, which refuses requests of other origins with 403: behind a proxy that terminates TLS it also
 * takes the explorer page for another origin. It allows credentials, and its answers do not vary by the origin, so a cache
 * may send the answer for one origin to another.
 */
@Singleton
public class Cors {

    private static final CharSequence ANY = HttpHeaders.createOptimized("*");
    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, HEAD, POST");

    /**
     * Headers that requests may have: all, since the service ignores those that it does not know. Browsers take the asterisk
     * to include all but Authorization; older ones need every name.
     */
    private static final CharSequence REQUEST_HEADERS = HttpHeaders.createOptimized(
            "accept, authorization, content-type, if-none-match, last-event-id, traceparent, tracestate, x-request-id,"
                    + " apollographql-client-name, apollographql-client-version, apollo-require-preflight,"
                    + " x-apollo-operation-id, x-apollo-operation-name, *");

    private static final CharSequence RESPONSE_HEADERS = HttpHeaders.createOptimized(
            "ETag, Retry-After, RateLimit, RateLimit-Policy, Changes-Cursor, WWW-Authenticate");

    /** In seconds: a day. Browsers keep preflights for two hours (Chromium) or a day (Firefox) at most. */
    private static final CharSequence MAX_AGE = HttpHeaders.createOptimized("86400");

    private final Set<String> origins;

    Cors(CorsSettings settings) {
        this.origins = Set.copyOf(settings.origins().orElse(List.of()));
    }

    void register(@Observes Router router) {
        if (!origins.isEmpty()) {
            router.route("/graphql*").order(RouteOrder.CORS).handler(this::handle);
            router.route("/export/*").order(RouteOrder.CORS).handler(this::handle);
            router.route("/changes/*").order(RouteOrder.CORS).handler(this::handle);
        }
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        CharSequence allowed = allowed(request.getHeader(HttpHeaders.ORIGIN));
        if (allowed != ANY) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (allowed == null) {
            // Processed as any other: without further headers the browser shows the page neither answer nor permission.
            context.next();
            return;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        if (isPreflight(request)) {
            permit(response);
        } else {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
            context.next();
        }
    }

    /**
     * Whether a WebSocket may be opened. Browsers ask for no permission before that, so the service decides itself: pages of
     * the same host and of the origins of the setting may, and programs, which send no origin.
     */
    public boolean isAllowed(HttpServerRequest handshake) {
        String origin = handshake.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || allowed(origin) != null) {
            return true;
        }
        // Without the scheme: a proxy that terminates TLS changes it.
        int host = origin.indexOf("://");
        return host >= 0 && origin.substring(host + 3).equalsIgnoreCase(handshake.getHeader(HttpHeaders.HOST));
    }

    /** The value of Access-Control-Allow-Origin. An asterisk is sent to all clients, so that caches may share answers. */
    private CharSequence allowed(String origin) {
        if (origins.contains("*")) {
            return ANY;
        }
        return origin != null && origins.contains(origin) ? origin : null;
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method() == HttpMethod.OPTIONS
                && request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void permit(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE)
                .end();
    }
}
