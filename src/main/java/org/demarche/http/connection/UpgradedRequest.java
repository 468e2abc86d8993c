package org.demarche.http.connection;

import java.lang.reflect.Method;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;

/**
 * Ends a request that has become a WebSocket, as far as Quarkus is concerned. Quarkus counts it as running for ever, because
 * Vert.x ends neither the request nor its response: a shutdown would take its whole timeout. No upstream issue known.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class, fields = false)
public final class UpgradedRequest {

    private static final Method DONE = done();

    private UpgradedRequest() {}

    /** To be called once the handshake has been answered. */
    public static void end(HttpServerRequest request) {
        try {
            DONE.invoke(QuarkusRequestWrapper.get(request));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Method done() {
        try {
            Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
            done.setAccessible(true);
            return done;
        } catch (NoSuchMethodException changed) {
            throw new IllegalStateException("Quarkus counts its requests in another way", changed);
        }
    }
}
