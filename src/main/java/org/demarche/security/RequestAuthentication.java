package org.demarche.security;

import java.util.List;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.http.RequestError;

/**
 * Finds out who sends an HTTP request. Reading needs no token, so a request without one costs nothing here; one with a token
 * that is not valid is refused whatever it asks for, since its sender believes to be somebody. Tokens are read from the
 * header Authorization only: addresses end up in logs, and browsers send cookies for other sites.
 */
@Singleton
public class RequestAuthentication {

    private static final String SCHEME = "Bearer";
    private static final CharSequence CHALLENGE = HttpHeaders.createOptimized("WWW-Authenticate");
    private static final String NO_TOKEN = "Bearer realm=\"demarche\"";
    private static final String INVALID_TOKEN = NO_TOKEN + ", error=\"invalid_token\"";

    private static final ClientErrorException SEVERAL =
            ClientErrorException.unauthenticated("The request has several Authorization headers; send one.");

    private final TokenVerifier verifier;
    private final CurrentCaller current;

    RequestAuthentication(TokenVerifier verifier, CurrentCaller current) {
        this.verifier = verifier;
        this.current = current;
    }

    /**
     * To be called in the request's Vert.x context, where both callbacks are called too.
     *
     * @param accepted called at once if there is no token; otherwise {@link CurrentCaller} knows the caller by then
     * @param refused receives what {@link TokenVerifier#verify} fails with
     */
    public void authenticate(HttpServerRequest request, Runnable accepted, Consumer<Throwable> refused) {
        if (!request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            accepted.run();
            return;
        }
        List<String> credentials = request.headers().getAll(HttpHeaders.AUTHORIZATION);
        if (credentials.size() > 1) {
            refused.accept(SEVERAL);
        } else if (isToken(credentials.get(0))) {
            verifier.verify(credentials.get(0).substring(SCHEME.length()).strip())
                    .subscribe()
                    .with(
                            caller -> {
                                current.set(caller);
                                accepted.run();
                            },
                            refused);
        } else {
            // Such as the password for a proxy in front of the service.
            accepted.run();
        }
    }

    private static boolean isToken(String credentials) {
        return credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (credentials.length() == SCHEME.length() || credentials.charAt(SCHEME.length()) == ' ');
    }

    /**
     * Answers a request that is refused.
     *
     * @param failure what {@link #authenticate} has called its second callback with
     */
    public static void answer(RoutingContext http, Throwable failure, Consumer<RequestError> send) {
        if (failure instanceof ClientErrorException invalid) {
            challenge(http.request());
            send.accept(new RequestError(401, invalid.code(), invalid.getMessage()));
        } else if (failure instanceof UnavailableException unavailable) {
            send.accept(RequestError.unavailable(unavailable.getMessage()));
        } else {
            http.fail(failure);
        }
    }

    /** To be called before a request is answered with 401 (RFC 6750, section 3). */
    public static void challenge(HttpServerRequest request) {
        request.response()
                .putHeader(CHALLENGE, request.headers().contains(HttpHeaders.AUTHORIZATION) ? INVALID_TOKEN : NO_TOKEN);
    }
}
