package org.demarche.graphql.http;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Redirects browsers to the explorer page from addresses that programs use. */
@Singleton
public class ExplorerRedirect {

    private final String explorer;

    ExplorerRedirect(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.explorer = (rootPath.endsWith("/") ? rootPath : rootPath + "/") + "graphiql/";
    }

    void redirect(RoutingContext context) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, explorer)
                .putHeader(HttpHeaders.VARY, "Accept")
                .end();
    }
}
