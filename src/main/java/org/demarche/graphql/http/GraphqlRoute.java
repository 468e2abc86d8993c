package org.demarche.graphql.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * Serves GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/) in place of the route of Quarkus' extension.
 * That route executes form posts, answers most invalid requests with 200 and replaces newlines in bodies by blanks, so that
 * a comment hides the rest of the query (since https://github.com/quarkusio/quarkus/issues/17667).
 */
@ApplicationScoped
public class GraphqlRoute {

    /** Before SmallRye's route at the same path, and after authentication. */
    private static final int ORDER = -1;

    /** In bytes: several times the largest query of typical clients, and small enough to hold in memory. */
    private static final long MAX_BODY = 1024 * 1024;

    private final GraphqlHandler handler;
    private final RequestMetrics metrics;

    GraphqlRoute(GraphqlHandler handler, RequestMetrics metrics) {
        this.handler = handler;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        router.route("/graphql")
                .order(ORDER)
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY))
                .handler(this::handle);
    }

    private void handle(RoutingContext http) {
        if (http.request().headers().contains(HttpHeaders.UPGRADE)) {
            // SmallRye's route handles WebSockets.
            http.next();
            return;
        }
        MediaType type = MediaType.accepted(http.request().getHeader(HttpHeaders.ACCEPT));
        HttpMethod method = http.request().method();
        if (method != HttpMethod.POST && method != HttpMethod.GET && method != HttpMethod.HEAD) {
            http.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
            reject(http, 405, type, "This method is not supported; use POST, or GET for queries.");
        } else if (type == null) {
            reject(
                    http,
                    406,
                    null,
                    "The Accept header allows neither application/graphql-response+json nor application/json;"
                            + " add one of them.");
        } else if (method == HttpMethod.POST && !MediaType.isJson(http.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            reject(http, 415, type, "Send the request with Content-Type: application/json, in UTF-8.");
        } else {
            handler.handle(Exchange.of(http, type));
        }
    }

    private void reject(RoutingContext http, int status, MediaType type, String message) {
        metrics.countMalformed();
        Exchange.of(http, type == null ? MediaType.JSON : type).sendRequestError(status, message);
    }
}
