package org.demarche.graphql.http;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import org.demarche.http.PageFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the files of the explorer page. */
@Singleton
public class ExplorerFiles {

    static final List<String> NAMES = List.of(
            "index.html",
            "explorer.css",
            "explorer.js",
            "link.js",
            "token.js",
            "favicon.svg",
            "graphiql.min.css",
            "graphiql.min.js",
            "react.production.min.js",
            "react-dom.production.min.js");

    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src data:;"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Referrer-Policy", "no-referrer");

    private final PageFiles files;

    ExplorerFiles(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.files = new PageFiles(rootPath, "/graphiql/", NAMES, HEADERS);
    }

    void register(@Observes Router router) {
        files.register(router);
    }
}
