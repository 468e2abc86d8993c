package org.demarche.graphql.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.demarche.graphql.engine.ServedSchema;
import org.demarche.http.ReadOnlyMethods;
import org.demarche.http.RouteOrder;
import org.demarche.http.StaticContent;

/** Serves the schema as text, in place of the extension's route, which prints it anew for each request. */
@Singleton
public class SchemaRoute {

    private static final String CONTENT_TYPE = "text/plain; charset=UTF-8";
    private static final ReadOnlyMethods METHODS = new ReadOnlyMethods("get the schema with GET");

    private final StaticContent schema;

    SchemaRoute(ServedSchema served) {
        this.schema = new StaticContent(
                served.document().getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", CONTENT_TYPE));
    }

    void register(@Observes Router router) {
        router.route("/graphql/schema.graphql").order(RouteOrder.SERVICE).handler(this::handle);
    }

    /** Differs if the schema differs. */
    String tag() {
        return schema.tag();
    }

    private void handle(RoutingContext context) {
        if (METHODS.allow(context)) {
            schema.send(context);
        }
    }
}
