package org.demarche.http;

import io.quarkus.vertx.http.runtime.RouteConstants;

/** The order in which the routes of the service see a request. */
public final class RouteOrder {

    /** Before everything else, also the WebSocket route of the GraphQL extension, which has -99. */
    public static final int CHECKS = -1000;

    /** Before the routes whose answers it adds headers to. */
    public static final int CORS = -320;

    /**
     * Before Quarkus' authentication (-200), which would do work for every request, and before the limits and other routes of
     * Quarkus and its extensions, which begin with -2.
     */
    public static final int SERVICE = -310;

    /** For what no route has answered: after the static files. */
    public static final int FALLBACK = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 1;

    private RouteOrder() {}
}
