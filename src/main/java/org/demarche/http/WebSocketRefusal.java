package org.demarche.http;

import java.util.List;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Refuses WebSocket handshakes, because the schema has no subscriptions. The status is 400 (RFC 6455, section 4.2.2); 426
 * would name a protocol that the client has to use instead (RFC 9110, section 15.5.22), and there is none. A request to
 * upgrade to any other protocol is answered as if it had none (RFC 9110, section 7.8).
 */
@Singleton
public class WebSocketRefusal {

    /** Those that clients know. Others are not found, which refuses a handshake too. */
    private static final List<String> PATHS = List.of("/", "/graphql", "/graphql/schema.graphql", "/graphiql");

    private static final RequestError REFUSED = RequestError.invalid(
            400, "WebSockets are not supported: the schema has no subscriptions. Send queries with POST to /graphql.");

    void register(@Observes Router router) {
        PATHS.forEach(path -> router.route(path).order(RouteOrder.CHECKS).handler(this::check));
    }

    private void check(RoutingContext context) {
        if (!context.request().headers().contains(HttpHeaders.UPGRADE)) {
            context.next();
        } else if (isHandshake(context.request())) {
            REFUSED.sendAndClose(context);
        } else {
            // Otherwise the extension's route takes any request that names WebSockets.
            context.request().headers().remove(HttpHeaders.UPGRADE);
            context.next();
        }
    }

    /** Handshakes are GET requests of HTTP/1.1. */
    private static boolean isHandshake(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && request.version() == HttpVersion.HTTP_1_1
                && request.headers().getAll(HttpHeaders.UPGRADE).stream().anyMatch(WebSocketRefusal::namesWebSocket);
    }

    private static boolean namesWebSocket(String protocols) {
        for (String protocol : protocols.split(",")) {
            if (protocol.strip().equalsIgnoreCase("websocket")) {
                return true;
            }
        }
        return false;
    }
}
