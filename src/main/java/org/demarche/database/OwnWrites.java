package org.demarche.database;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Which requests write something: from then on they read from the database itself, for a replica may not have it
 * yet. Kept in the request's Vert.x context, so that nothing has to be passed along.
 */
final class OwnWrites {

    private static final Object KEY = OwnWrites.class;

    private OwnWrites() {}

    static void note() {
        Context request = Vertx.currentContext();
        // A context that is nobody's own would keep it for all.
        if (request != null && VertxContext.isDuplicatedContext(request)) {
            request.putLocal(KEY, Boolean.TRUE);
        }
    }

    static boolean areInThisRequest() {
        Context request = Vertx.currentContext();
        return request != null && VertxContext.isDuplicatedContext(request) && request.getLocal(KEY) != null;
    }
}
