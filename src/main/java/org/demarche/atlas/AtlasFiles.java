package org.demarche.atlas;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import org.demarche.http.PageFiles;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the files of the atlas, the page that the root leads to. */
@Singleton
public class AtlasFiles {

    static final List<String> NAMES = List.of(
            "index.html",
            "alignment-choices.js",
            "alignment.js",
            "alike.js",
            "api.js",
            "atlas.css",
            "atlas.js",
            "clusters.js",
            "coloured.js",
            "country.js",
            "csv.js",
            "d3.min.js",
            "days.js",
            "describe.js",
            "documents.graphql",
            "documents.js",
            "elements.js",
            "event.js",
            "favicon.svg",
            "front.js",
            "heatmap-picture.js",
            "heatmap.js",
            "legend.js",
            "live.js",
            "map-keys.js",
            "map-zoom.js",
            "map.js",
            "pair.js",
            "panels.css",
            "panels.js",
            "picture.js",
            "search.js",
            "shapes.csv",
            "share.js",
            "stances.js",
            "state.js",
            "subjects.js",
            "table.js",
            "texts.js",
            "timeline.js",
            "topology.js",
            "view.js",
            "votes.js",
            "words.js",
            "words/ar.json",
            "words/en.json",
            "worker.js",
            "world.json");

    /** The picture that is downloaded is drawn from a blob. */
    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final PageFiles files;

    AtlasFiles(@ConfigProperty(name = "quarkus.http.root-path") String rootPath) {
        this.files = new PageFiles(rootPath, "/atlas/", NAMES, headers("'none'"));
    }

    void register(@Observes Router router) {
        files.register(router);
        // Pages of others may show it: it has nothing that a click could do harm with.
        files.registerPage(router, "embed", headers("*"));
        files.registerRedirect(router, "/");
    }

    private static Map<String, String> headers(String ancestors) {
        return Map.of(
                "Content-Security-Policy", POLICY + ancestors,
                "Cross-Origin-Opener-Policy", "same-origin",
                "Referrer-Policy", "no-referrer");
    }
}
