package org.demarche.security;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.error.ClientErrorException;

/** The caller of the current request, or of the current operation of a socket. Stored in its duplicated Vert.x context. */
@Singleton
public class CurrentCaller {

    private static final Object KEY = CurrentCaller.class;

    /** To be called in the context of the request, before it is executed. */
    public void set(Caller caller) {
        Context request = Vertx.currentContext();
        // A context that is not duplicated is shared by all requests.
        if (request == null || !VertxContext.isDuplicatedContext(request)) {
            throw new IllegalStateException("Not in the context of a request");
        }
        request.putLocal(KEY, caller);
    }

    /** Empty if the request has no token. */
    public Optional<Caller> get() {
        Context request = Vertx.currentContext();
        return request == null || !VertxContext.isDuplicatedContext(request)
                ? Optional.empty()
                : Optional.ofNullable(request.getLocal(KEY));
    }

    /**
     * To be called first by whatever only some callers may do, in the context of the request.
     *
     * @throws ClientErrorException UNAUTHENTICATED without a token, FORBIDDEN if the caller lacks the role
     */
    public Caller require(Role role) {
        Caller caller = get().orElseThrow(() -> ClientErrorException.unauthenticated(
                "This needs an access token: send one with the role %s in the header Authorization: Bearer."
                        .formatted(role.tokenName())));
        if (!caller.has(role)) {
            throw ClientErrorException.forbidden("This needs the role %s, which the token of %s does not give."
                    .formatted(role.tokenName(), caller.name()));
        }
        return caller;
    }
}
