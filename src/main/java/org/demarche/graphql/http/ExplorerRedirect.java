package org.demarche.graphql.http;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Redirects browsers from the service's root to the explorer page. */
@Singleton
public class ExplorerRedirect {

    private final String explorer;

    ExplorerRedirect(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.explorer = (rootPath.endsWith("/") ? rootPath : rootPath + "/") + "graphiql/";
    }

    void register(@Observes Router router) {
        redirect(router, "/", this::toExplorer);
        redirect(router, "/graphiql", this::withSlash);
    }

    private static void redirect(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    /** Redirects a browser that opened another address of the service, whose other clients get something else there. */
    void redirect(RoutingContext context) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, explorer)
                .putHeader(HttpHeaders.VARY, "Accept")
                .end();
    }

    private void toExplorer(RoutingContext context) {
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, explorer)
                .end();
    }

    /** The page's relative links need the trailing slash. Vert.x routes the path with the slash here too; pass it on. */
    private void withSlash(RoutingContext context) {
        if (context.normalizedPath().endsWith("/")) {
            context.next();
        } else {
            toExplorer(context);
        }
    }
}
