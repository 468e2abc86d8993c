package org.demarche.graphql.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/), in front of SmallRye's route, which executes
 * forms, blanks newlines so that comments swallow queries, and answers every mistake with 200.
 */
@ApplicationScoped
public class GraphqlRoute {

    /** Before SmallRye's route at the same path, behind those that find out who is asking. */
    private static final int ORDER = -1;

    /** In bytes: several times the largest query of a client's build, and little enough to refuse at once. */
    private static final long MAX_BODY = 1024 * 1024;

    private final GraphqlHandler answers;
    private final RequestMetrics metrics;

    GraphqlRoute(GraphqlHandler answers, RequestMetrics metrics) {
        this.answers = answers;
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
            // A WebSocket is SmallRye's.
            http.next();
            return;
        }
        MediaType answer = MediaType.accepted(http.request().getHeader(HttpHeaders.ACCEPT));
        HttpMethod method = http.request().method();
        if (method != HttpMethod.POST && method != HttpMethod.GET) {
            http.response().putHeader(HttpHeaders.ALLOW, "GET, POST");
            refuse(http, 405, answer, "Use POST, or GET for a query.");
        } else if (answer == null) {
            refuse(http, 406, null, "The answer is application/graphql-response+json or application/json; accept one.");
        } else if (method == HttpMethod.POST && !MediaType.isJson(http.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            refuse(http, 415, answer, "Send the request as Content-Type: application/json, in UTF-8.");
        } else {
            answers.answer(Exchange.of(http, answer));
        }
    }

    private void refuse(RoutingContext http, int status, MediaType answer, String message) {
        metrics.refused();
        Exchange.of(http, answer == null ? MediaType.JSON : answer).refuse(status, message);
    }
}
