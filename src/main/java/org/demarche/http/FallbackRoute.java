package org.demarche.http;

import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Answers what no other route has answered. */
@Singleton
public class FallbackRoute {

    private static final RequestError NOT_FOUND = RequestError.invalid(
            404,
            "There is nothing at this path. GraphQL is at /graphql, the atlas at /atlas/, the explorer at /graphiql/.");
    private static final RequestError NOT_ALLOWED =
            RequestError.invalid(405, "This method is not supported at this path; use GET. GraphQL is at /graphql.");

    private static final Set<String> PAGES = Set.of("/", "/atlas", "/atlas/", "/graphiql", "/graphiql/");

    void register(@Observes Router router) {
        router.route().order(RouteOrder.SERVICE + 2).handler(FallbackRoute::handleBody);
        router.route().order(RouteOrder.FALLBACK).handler(FallbackRoute::handle);
    }

    /** Before Quarkus looks at the size of the body: only /graphql takes one, and what dev mode has below /q. */
    private static void handleBody(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET
                || method == HttpMethod.HEAD
                || context.normalizedPath().startsWith("/q/")) {
            context.next();
        } else {
            handle(context);
        }
    }

    /** To be used at once for paths that an extension has routes for. */
    public static void notFound(RoutingContext context) {
        NOT_FOUND.sendTo(context);
    }

    private static void handle(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD || !isPage(context.normalizedPath())) {
            notFound(context);
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            NOT_ALLOWED.sendTo(context);
        }
    }

    private static boolean isPage(String path) {
        return PAGES.contains(path);
    }
}
