package org.demarche.graphql.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** Serves the example operations to the explorer page, in the order of {@code examples/index.txt}. */
@ApplicationScoped
public class ExamplesRoute {

    private static final String FOLDER = "/examples/";

    void register(@Observes Router router) {
        Buffer examples = json().toBuffer();
        router.get("/graphiql/examples.json").handler(context -> context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(examples));
    }

    private static JsonArray json() {
        List<JsonObject> examples = index().stream()
                .map(ExamplesRoute::example)
                .map(ExampleOperation::toJson)
                .toList();
        return new JsonArray(examples);
    }

    /** An index because neither a jar nor a native executable lets a program list its resources dependably. */
    static List<String> index() {
        return text("index.txt").lines().toList();
    }

    static ExampleOperation example(String file) {
        try {
            return ExampleOperation.parse(text(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Example " + file + " cannot be offered: " + e.getMessage(), e);
        }
    }

    private static String text(String file) {
        try (InputStream resource = ExamplesRoute.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new IllegalStateException("Example file missing: " + FOLDER + file);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
