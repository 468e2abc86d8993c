package org.demarche.graphql.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import org.demarche.http.ResponseWriter;
import org.demarche.http.StaticContent;

/** Serves the example operations of the explorer page, in the order of {@code examples/index.txt}. */
@Singleton
public class ExamplesRoute {

    private static final String FOLDER = "/examples/";

    void register(@Observes Router router) {
        byte[] examples = ResponseWriter.write(index().stream()
                .map(ExamplesRoute::example)
                .map(ExampleOperation::toMap)
                .toList());
        StaticContent content = new StaticContent(examples, Map.of("Content-Type", "application/json"));
        router.route("/graphiql/examples.json")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(content::send);
    }

    /** The file names. An index file, because neither a jar nor a native executable can list its resources reliably. */
    static List<String> index() {
        return text("index.txt").lines().toList();
    }

    static ExampleOperation example(String file) {
        try {
            return ExampleOperation.parse(text(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The example " + file + " is invalid: " + e.getMessage(), e);
        }
    }

    private static String text(String file) {
        try (InputStream resource = ExamplesRoute.class.getResourceAsStream(FOLDER + file)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + FOLDER + file + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
