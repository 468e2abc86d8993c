package org.demarche.security;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;

/** Decides whether an access token is valid, and whom it names. */
@Singleton
public class TokenVerifier {

    /**
     * @param token as it travels after "Bearer " or in the payload of connection_init
     * @return fails with a {@link ClientErrorException} UNAUTHENTICATED if the token is not valid, and with an
     *     {@link UnavailableException} if the keys that decide are not available
     */
    public Uni<Caller> verify(String token) {
        return Uni.createFrom()
                .failure(ClientErrorException.unauthenticated(
                        "This service accepts no access tokens: it has no key to verify them with."));
    }
}
