package org.demarche.database.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.demarche.database.driver.FailureKind;
import org.demarche.error.UnavailableException;

/** What has to do with the database, done again where that is safe and helps. */
public final class RetryPolicy {

    /** Each takes one connection to a server that has come to be read-only out of the pool, besides what is in the way. */
    private static final int MAX_TRANSACTIONS = 20;

    private static final int MAX_READS = 3;

    private static final Duration FIRST_REST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofMillis(400);

    private final DatabaseAvailability presence;
    private final Vertx vertx;

    public RetryPolicy(DatabaseAvailability presence, Vertx vertx) {
        this.presence = presence;
        this.vertx = vertx;
    }

    /**
     * A read changes nothing, so one that lost its connection is done over on another. That may be lost as well: when a
     * server ends, it is not known of all connections at once.
     */
    public <T> Uni<T> read(Supplier<Uni<T>> read) {
        Uni<T> first = presence.isThere() ? read.get() : presence.expected().chain(read::get);
        return repeated(first, read, MAX_READS - 1).onFailure().transform(RetryPolicy::explained);
    }

    private <T> Uni<T> repeated(Uni<T> result, Supplier<Uni<T>> read, int more) {
        return more == 0
                ? result
                : result.onFailure(RetryPolicy::isWorthAnother)
                        .recoverWithUni(failure -> repeated(presence.confirmed().chain(read::get), read, more - 1));
    }

    /** A standby takes back reads that are in the way of what it is to follow. */
    private static boolean isWorthAnother(Throwable failure) {
        return !(failure instanceof UnavailableException)
                && (FailureKind.isLostConnection(failure) || FailureKind.isUndone(failure));
    }

    /**
     * All of a transaction, as often as another's gets in its way. A transaction that lost its connection may have been
     * committed, and is not repeated. Whoever writes reads from then on what has been written.
     */
    public <T> Uni<T> transaction(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(() -> {
                    ReadYourWrites.note();
                    return transaction(transaction, 1);
                })
                .onFailure()
                .transform(RetryPolicy::explained);
    }

    private <T> Uni<T> transaction(Supplier<Uni<T>> transaction, int attempt) {
        Uni<T> result = presence.expected().chain(transaction::get);
        return attempt == MAX_TRANSACTIONS
                ? result
                : result.onFailure(FailureKind::isUndone)
                        .recoverWithUni(undone -> rest(attempt).chain(() -> transaction(transaction, attempt + 1)));
    }

    /** Of differing length, so that those who got in each other's way do not meet again. */
    private Uni<Void> rest(int attempt) {
        long longest = Math.min(LONGEST_REST.toMillis(), FIRST_REST.toMillis() << attempt);
        long rest = ThreadLocalRandom.current().nextLong(1, longest + 1);
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(rest, timer -> emitter.complete(null)));
    }

    private static Throwable explained(Throwable failure) {
        if (failure instanceof UnavailableException) {
            return failure;
        }
        if (FailureKind.isLostConnection(failure) || FailureKind.isReadOnly(failure)) {
            return UnavailableException.noDatabase(failure);
        }
        if (FailureKind.isOverload(failure) || FailureKind.isUndone(failure)) {
            return UnavailableException.databaseOverloaded(failure);
        }
        return FailureKind.isCancelled(failure) ? UnavailableException.timeout(failure) : failure;
    }
}
