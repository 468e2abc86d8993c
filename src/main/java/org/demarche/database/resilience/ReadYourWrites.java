package org.demarche.database.resilience;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Marks requests that write: from then on they read from the primary, because a replica may not have replayed the write
 * yet. The mark is stored in the request's Vert.x context.
 */
public final class ReadYourWrites {

    private static final Object KEY = ReadYourWrites.class;

    private ReadYourWrites() {}

    public static void mark() {
        Context request = Vertx.currentContext();
        // A context that is not duplicated is shared by all requests.
        if (request != null && VertxContext.isDuplicatedContext(request)) {
            request.putLocal(KEY, Boolean.TRUE);
        }
    }

    /** Whether the current request has begun to write something. */
    public static boolean applies() {
        Context request = Vertx.currentContext();
        return request != null && VertxContext.isDuplicatedContext(request) && request.getLocal(KEY) != null;
    }
}
