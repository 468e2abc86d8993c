package org.demarche.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** The methods of a path that is only read. OPTIONS lists them; any other method gets 405. */
public final class ReadOnlyMethods {

    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final RequestError otherMethod;

    /** @param instead what the client should do, such as "export with GET" */
    public ReadOnlyMethods(String instead) {
        this.otherMethod = RequestError.invalid(405, "This method is not supported; " + instead + ".");
    }

    /** Whether the method is GET or HEAD. Answers requests with any other method. */
    public boolean allow(RoutingContext http) {
        HttpMethod method = http.request().method();
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return true;
        }
        http.response().putHeader(HttpHeaders.ALLOW, METHODS);
        if (method == HttpMethod.OPTIONS) {
            http.response().setStatusCode(204).end();
        } else {
            otherMethod.sendTo(http);
        }
        return false;
    }
}
