package org.demarche.graphql.websocket;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.demarche.config.HttpSettings;
import org.demarche.config.StreamSettings;
import org.demarche.graphql.http.StreamedOperations;
import org.demarche.graphql.limit.ClientRate;
import org.demarche.http.BodyBudget;
import org.demarche.http.Cors;
import org.demarche.http.OpenStreams;
import org.demarche.http.RequestError;
import org.demarche.http.RouteOrder;
import org.demarche.http.connection.UpgradedRequest;
import org.demarche.model.IpNetwork;
import org.demarche.security.TokenVerifier;

/**
 * Opens WebSockets at {@code /graphql}, and refuses handshakes elsewhere. Stands before the route of the GraphQL extension,
 * which has no limits and other codes. A request to upgrade to any other protocol is answered as if it had none (RFC 9110,
 * section 7.8).
 */
@Singleton
public class WebSocketRoute {

    private static final String GRAPHQL = "/graphql";

    /** Those that clients know. Others are not found, which refuses a handshake too. */
    private static final List<String> OTHERS = List.of("/", "/atlas", "/graphql/schema.graphql", "/graphiql");

    private static final RequestError ELSEWHERE =
            RequestError.invalid(400, "There is no WebSocket here; open one at /graphql.");
    private static final RequestError ORIGIN = RequestError.invalid(
            403,
            "Pages of this origin may not open WebSockets here; the operator can allow it (demarche.cors.origins).");
    private static final RequestError HANDSHAKE = RequestError.invalid(
            400,
            "This is no valid handshake of a WebSocket: send Connection: Upgrade, Sec-WebSocket-Version: 13 and"
                    + " Sec-WebSocket-Key (RFC 6455, section 4.1).");

    private final SocketServices services;
    private final ClientRate clients;
    private final Cors cors;

    WebSocketRoute(
            StreamedOperations operations,
            OpenStreams streams,
            BodyBudget bodies,
            TokenVerifier tokens,
            SocketMetrics metrics,
            Clock clock,
            StreamSettings settings,
            HttpSettings http,
            ClientRate clients,
            Cors cors) {
        this.services = new SocketServices(
                operations,
                streams,
                bodies,
                tokens,
                metrics,
                clock,
                settings,
                http.receiveTimeout().toNanos());
        this.clients = clients;
        this.cors = cors;
    }

    void register(@Observes Router router) {
        router.route(GRAPHQL).order(RouteOrder.CHECKS).handler(http -> check(http, this::handshake));
        OTHERS.forEach(path ->
                router.route(path).order(RouteOrder.CHECKS).handler(http -> check(http, ELSEWHERE::sendAndClose)));
    }

    private void check(RoutingContext http, Consumer<RoutingContext> handshake) {
        if (!http.request().headers().contains(HttpHeaders.UPGRADE)) {
            http.next();
        } else if (isHandshake(http.request())) {
            handshake.accept(http);
        } else {
            // Otherwise the extension's route takes any request that names WebSockets.
            http.request().headers().remove(HttpHeaders.UPGRADE);
            http.next();
        }
    }

    private void handshake(RoutingContext http) {
        HttpServerRequest request = http.request();
        if (!http.normalizedPath().equals(GRAPHQL)) {
            ELSEWHERE.sendAndClose(http);
        } else if (!isValid(request)) {
            http.response().putHeader("Sec-WebSocket-Version", "13");
            HANDSHAKE.sendAndClose(http);
        } else if (!cors.isAllowed(request)) {
            ORIGIN.sendAndClose(http);
        } else {
            open(http, clients.client(request));
        }
    }

    private void open(RoutingContext http, IpNetwork client) {
        RequestError refusal = services.streams().enter(client);
        if (refusal != null) {
            refusal.sendAndClose(http);
            return;
        }
        // Netty takes no list of protocols.
        http.request().headers().set(HttpHeaders.UPGRADE, "websocket");
        String token = SocketToken.ofHeader(http.request().getHeader(HttpHeaders.AUTHORIZATION));
        http.request()
                .toWebSocket()
                .onSuccess(socket -> {
                    UpgradedRequest.end(http.request());
                    open(socket, client, token);
                })
                .onFailure(left -> {
                    services.streams().leave(client);
                    http.request().connection().close();
                });
    }

    private void open(ServerWebSocket socket, IpNetwork client, String token) {
        new Socket(services, socket, client, token).start();
    }

    /** Handshakes are GET requests of HTTP/1.1. */
    private static boolean isHandshake(HttpServerRequest request) {
        return request.method() == HttpMethod.GET
                && request.version() == HttpVersion.HTTP_1_1
                && contains(request, HttpHeaders.UPGRADE, "websocket");
    }

    private static boolean isValid(HttpServerRequest request) {
        String key = request.getHeader("Sec-WebSocket-Key");
        return contains(request, HttpHeaders.CONNECTION, "upgrade")
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && key != null
                && !key.isBlank();
    }

    private static boolean contains(HttpServerRequest request, CharSequence header, String token) {
        for (String values : request.headers().getAll(header)) {
            for (String value : values.split(",")) {
                if (value.strip().equalsIgnoreCase(token)) {
                    return true;
                }
            }
        }
        return false;
    }
}
