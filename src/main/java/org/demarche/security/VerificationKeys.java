package org.demarche.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.demarche.error.UnavailableException;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The public keys of the issuer, kept in memory. They are fetched when a token needs them, not at the start: reading
 * needs no issuer.
 */
final class VerificationKeys {

    /** So long the service verifies tokens while the issuer is unreachable. */
    static final Duration RETAIN = Duration.ofHours(1);

    /** Between two attempts, however many tokens name unknown keys. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(VerificationKeys.class);

    private final KeySource source;
    private final Clock clock;

    private volatile List<PublicJsonWebKey> keys = List.of();
    private volatile Instant fetched = Instant.MIN;
    private Instant attempted = Instant.MIN;
    private CompletableFuture<Void> running;
    private boolean failing;
    private boolean keyless;

    VerificationKeys(KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * @return null if the issuer has no such key; fails with an {@link UnavailableException} if its keys are not known
     */
    CompletableFuture<PublicJsonWebKey> find(TokenHeader header) {
        if (age(fetched).compareTo(source.refresh()) < 0) {
            PublicJsonWebKey known = header.choose(keys);
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
        }
        return refresh().thenApply(ignored -> {
            if (age(fetched).compareTo(RETAIN) >= 0) {
                throw new CompletionException(UnavailableException.noKeys());
            }
            return header.choose(keys);
        });
    }

    /** Completes when the keys are as new as they can be; never fails. */
    private synchronized CompletableFuture<Void> refresh() {
        if (running != null) {
            return running;
        }
        if (age(attempted).compareTo(PAUSE) < 0) {
            return CompletableFuture.completedFuture(null);
        }
        attempted = clock.instant();
        CompletableFuture<Void> attempt = source.fetch().handle((found, failure) -> {
            end(found, failure);
            return null;
        });
        running = attempt.isDone() ? null : attempt;
        return attempt;
    }

    private synchronized void end(List<PublicJsonWebKey> found, Throwable failure) {
        running = null;
        if (failure == null) {
            if (found.isEmpty() && !keyless) {
                LOG.warnf("There are no keys of access tokens in %s, so no token is valid", source.location());
            }
            keyless = found.isEmpty();
            keys = found;
            fetched = clock.instant();
            if (failing) {
                LOG.infof("The keys of access tokens can be read again from %s", source.location());
            }
        } else if (!failing) {
            Throwable reason =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            LOG.warnf(
                    "The keys of access tokens cannot be read from %s (%s). Those read before are used for %d minutes at"
                            + " most; requests without a token are answered as usual.",
                    source.location(), reason, RETAIN.toMinutes());
        }
        failing = failure != null;
    }

    private Duration age(Instant moment) {
        return moment.equals(Instant.MIN) ? RETAIN : Duration.between(moment, clock.instant());
    }
}
