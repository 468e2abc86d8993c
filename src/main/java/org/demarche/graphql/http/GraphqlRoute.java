package org.demarche.graphql.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.demarche.http.BodyReader;
import org.demarche.http.FallbackRoute;
import org.demarche.http.RequestError;
import org.demarche.http.RouteOrder;

/**
 * Serves GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/) in place of the route of Quarkus' extension.
 * That route executes form posts, answers most invalid requests with 200 and replaces newlines in bodies by blanks, so that
 * a comment hides the rest of the query (since https://github.com/quarkusio/quarkus/issues/17667). No request reaches it.
 */
@Singleton
public class GraphqlRoute {

    private static final byte[] NO_BODY = {};
    private static final String METHODS = "GET, HEAD, OPTIONS, POST";

    private final GraphqlHandler handler;
    private final BodyReader bodies;
    private final ExplorerRedirect explorer;
    private final RequestMetrics metrics;

    GraphqlRoute(GraphqlHandler handler, BodyReader bodies, ExplorerRedirect explorer, RequestMetrics metrics) {
        this.handler = handler;
        this.bodies = bodies;
        this.explorer = explorer;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route("/graphql").order(RouteOrder.SERVICE).handler(this::handle);
        // Last: the extension's routes below this path are closed, except those that the service replaces.
        router.route("/graphql/*").order(RouteOrder.SERVICE + 1).handler(FallbackRoute::notFound);
    }

    private void handle(RoutingContext http) {
        HttpMethod method = http.request().method();
        MediaType type = MediaType.accepted(http.request().getHeader(HttpHeaders.ACCEPT));
        if (method == HttpMethod.POST) {
            post(http, type);
        } else if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            get(http, type);
        } else if (method == HttpMethod.OPTIONS) {
            http.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, METHODS)
                    .end();
        } else {
            http.response().putHeader(HttpHeaders.ALLOW, METHODS);
            reject(http, type, 405, "This method is not supported; use POST, or GET for queries.");
        }
    }

    private void get(RoutingContext http, MediaType type) {
        if (http.request().query() == null
                && MediaType.prefersHtml(http.request().getHeader(HttpHeaders.ACCEPT))) {
            explorer.redirect(http);
        } else if (type == null) {
            rejectAccept(http);
        } else if (!isDecodable(http)) {
            reject(http, type, RequestError.INVALID_QUERY_STRING);
        } else {
            handler.handle(Exchange.of(http, NO_BODY, type));
        }
    }

    /** Decodes the parameters for the first time; Vert.x keeps them. */
    private static boolean isDecodable(RoutingContext http) {
        try {
            http.queryParams();
            return true;
        } catch (HttpException malformed) {
            return false;
        }
    }

    private void post(RoutingContext http, MediaType type) {
        if (type == null) {
            rejectAccept(http);
            return;
        }
        RequestError error = BodyHeaders.error(http.request());
        if (error != null) {
            reject(http, type, error);
        } else {
            bodies.read(
                    http,
                    body -> handler.handle(Exchange.of(http, body, type)),
                    rejection -> reject(http, type, rejection));
        }
    }

    private void rejectAccept(RoutingContext http) {
        reject(
                http,
                MediaType.JSON,
                406,
                "The Accept header allows neither application/graphql-response+json nor application/json;"
                        + " add one of them.");
    }

    private void reject(RoutingContext http, MediaType type, int status, String message) {
        reject(http, type, RequestError.invalid(status, message));
    }

    private void reject(RoutingContext http, MediaType type, RequestError reason) {
        metrics.countRejection(reason.code());
        reason.sendTo(http, (type == null ? MediaType.JSON : type).header());
    }
}
