package org.demarche.database.resilience;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Which requests write something: from then on they read from the database itself, for a replica may not have it
 * yet. Kept in the request's Vert.x context, so that nothing has to be passed along.
 */
public final class ReadYourWrites {

    private static final Object KEY = ReadYourWrites.class;

    private ReadYourWrites() {}

    static void note() {
        Context request = Vertx.currentContext();
        // A context that is nobody's own would keep it for all.
        if (request != null && VertxContext.isDuplicatedContext(request)) {
            request.putLocal(KEY, Boolean.TRUE);
        }
    }

    public static boolean areInThisRequest() {
        Context request = Vertx.currentContext();
        return request != null && VertxContext.isDuplicatedContext(request) && request.getLocal(KEY) != null;
    }
}
