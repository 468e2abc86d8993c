package org.demarche.security;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jose4j.jwk.PublicJsonWebKey;

/** Where the public keys of the issuer are. */
interface KeySource {

    /** Never blocks. */
    CompletableFuture<List<PublicJsonWebKey>> fetch();

    /** So long a key that has been removed there is still accepted. */
    Duration refresh();

    /** For the log: where that is. */
    String location();
}
