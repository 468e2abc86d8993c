package org.demarche.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves a page and its files, which are packaged below {@code META-INF/resources}. Quarkus would let browsers use them for a
 * day without asking, so a new version of the service would run with scripts of the old one, and it would compress them for
 * each request.
 */
public final class PageFiles {

    private static final String FOLDER = "META-INF/resources";
    private static final String PAGE = "index.html";

    /** By the ending of the name. */
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "csv", "text/csv; charset=utf-8",
            "graphql", "text/plain; charset=utf-8",
            "svg", "image/svg+xml");

    private final String root;
    private final String path;
    private final List<String> names;
    private final Map<String, String> pageHeaders;

    /** By path. Each is read when it is first requested. */
    private final Map<String, StaticContent> files = new ConcurrentHashMap<>();

    /**
     * @param rootPath of the service, which the router does not see
     * @param path of the page, which ends with a slash: {@code /graphiql/}
     * @param names of all files, because neither a jar nor a native executable can list its resources reliably; the page is
     *     {@code index.html}
     * @param pageHeaders further headers of the page
     */
    public PageFiles(String rootPath, String path, List<String> names, Map<String, String> pageHeaders) {
        this.root = rootPath.endsWith("/") ? rootPath.substring(0, rootPath.length() - 1) : rootPath;
        this.path = path;
        this.names = names;
        this.pageHeaders = pageHeaders;
    }

    public void register(Router router) {
        names.forEach(name -> serve(router, path + name, name, pageHeaders));
        serve(router, path, PAGE, pageHeaders);
        get(router, path.substring(0, path.length() - 1), this::withSlash);
    }

    /** The page at another name beside its files, with other headers. */
    public void registerPage(Router router, String name, Map<String, String> headers) {
        serve(router, path + name, PAGE, headers);
    }

    /** Redirects from another path to the page. Keeps the query. */
    public void registerRedirect(Router router, String from) {
        get(router, from, this::redirect);
    }

    private static void get(Router router, String at, Handler<RoutingContext> handler) {
        router.route(at).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    /** Relative links need the slash. Vert.x routes the path that has it here too. */
    private void withSlash(RoutingContext context) {
        if (context.normalizedPath().endsWith("/")) {
            context.next();
        } else {
            redirect(context);
        }
    }

    private void redirect(RoutingContext context) {
        String query = context.request().query();
        context.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, root + path + (query == null ? "" : "?" + query))
                .end();
    }

    private void serve(Router router, String at, String name, Map<String, String> headers) {
        get(router, at, context -> send(context, at, name, headers));
    }

    private void send(RoutingContext context, String at, String name, Map<String, String> headers) {
        StaticContent file = files.get(at);
        if (!context.normalizedPath().endsWith(at)) {
            // Vert.x ignores a slash at the end of the path.
            context.next();
        } else if (file != null) {
            file.send(context);
        } else {
            context.vertx()
                    .executeBlocking(() -> files.computeIfAbsent(at, unread -> read(name, headers)), false)
                    .onSuccess(read -> read.send(context))
                    .onFailure(context::fail);
        }
    }

    private StaticContent read(String name, Map<String, String> pageHeaders) {
        String resource = FOLDER + path + name;
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("The resource " + resource + " is missing");
            }
            return new StaticContent(file.readAllBytes(), headers(name, pageHeaders));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The resource " + resource + " cannot be read", unreadable);
        }
    }

    private static Map<String, String> headers(String name, Map<String, String> pageHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (name.equals(PAGE)) {
            headers.putAll(pageHeaders);
        }
        return headers;
    }
}
