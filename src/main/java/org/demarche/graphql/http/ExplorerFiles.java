package org.demarche.graphql.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.demarche.http.StaticContent;

/**
 * Serves the files of the explorer page. Quarkus would let browsers use them for a day without asking, so a new version of
 * the service would run with scripts of the old one, and it would compress them for each request.
 */
@Singleton
public class ExplorerFiles {

    private static final String FOLDER = "META-INF/resources/graphiql/";
    private static final String PAGE = "index.html";

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:;"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Neither a jar nor a native executable can list its resources reliably. */
    static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "explorer.css",
            "text/css; charset=utf-8",
            "explorer.js",
            "text/javascript; charset=utf-8",
            "link.js",
            "text/javascript; charset=utf-8",
            "token.js",
            "text/javascript; charset=utf-8",
            "favicon.svg",
            "image/svg+xml",
            "graphiql.min.css",
            "text/css; charset=utf-8",
            "graphiql.min.js",
            "text/javascript; charset=utf-8",
            "react.production.min.js",
            "text/javascript; charset=utf-8",
            "react-dom.production.min.js",
            "text/javascript; charset=utf-8");

    /** By name; read when they are first requested, because most instances never show the page. */
    private final Map<String, StaticContent> files = new ConcurrentHashMap<>();

    void register(@Observes Router router) {
        TYPES.keySet().forEach(name -> serve(router, "/graphiql/" + name, name));
        serve(router, "/graphiql/", PAGE);
    }

    private void serve(Router router, String path, String name) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(context -> send(context, path, name));
    }

    private void send(RoutingContext context, String path, String name) {
        StaticContent file = files.get(name);
        if (!context.normalizedPath().endsWith(path)) {
            // Vert.x ignores a slash at the end of the path.
            context.next();
        } else if (file != null) {
            file.send(context);
        } else {
            context.vertx()
                    .executeBlocking(() -> files.computeIfAbsent(name, ExplorerFiles::read), false)
                    .onSuccess(read -> read.send(context))
                    .onFailure(context::fail);
        }
    }

    private static StaticContent read(String name) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FOLDER + name)) {
            if (file == null) {
                throw new IllegalStateException("The resource " + FOLDER + name + " is missing");
            }
            return new StaticContent(file.readAllBytes(), headers(name));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The resource " + FOLDER + name + " cannot be read", unreadable);
        }
    }

    private static Map<String, String> headers(String name) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", TYPES.get(name));
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (name.equals(PAGE)) {
            headers.put("Content-Security-Policy", POLICY);
            headers.put("Cross-Origin-Opener-Policy", "same-origin");
            headers.put("Referrer-Policy", "no-referrer");
        }
        return headers;
    }
}
