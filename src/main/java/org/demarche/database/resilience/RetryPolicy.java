package org.demarche.database.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.demarche.database.driver.FailureClassifier;
import org.demarche.error.UnavailableException;

/**
 * Repeats reads and transactions where that is safe and may succeed. Failures that are left are translated to
 * {@link UnavailableException} if the same request may succeed later.
 */
public final class RetryPolicy {

    /**
     * Conflicts need a few attempts. After a failover, each attempt removes one connection to the server that has become
     * read-only from the pool.
     */
    private static final int MAX_TRANSACTION_ATTEMPTS = 20;

    private static final int MAX_READ_ATTEMPTS = 3;

    private static final Duration MIN_BACKOFF = Duration.ofMillis(10);
    private static final Duration MAX_BACKOFF = Duration.ofMillis(400);

    private final DatabaseAvailability availability;
    private final Vertx vertx;

    public RetryPolicy(DatabaseAvailability availability, Vertx vertx) {
        this.availability = availability;
        this.vertx = vertx;
    }

    /**
     * Repeats a read that lost its connection, which is always safe. The next connection may be lost too: a server that
     * stops ends its connections one after the other.
     */
    public <T> Uni<T> read(Supplier<Uni<T>> read) {
        Uni<T> first = availability.isAvailable()
                ? read.get()
                : availability.whenAvailable().chain(read::get);
        // One operator, because each one captures the context of every read; almost all reads succeed.
        return first.onFailure().recoverWithUni(failure -> retried(failure, read, MAX_READ_ATTEMPTS - 1));
    }

    private <T> Uni<T> retried(Throwable failure, Supplier<Uni<T>> read, int retries) {
        return retries == 0 || !isRetryable(failure)
                ? Uni.createFrom().failure(translate(failure))
                : availability
                        .checkNow()
                        .chain(read::get)
                        .onFailure()
                        .recoverWithUni(again -> retried(again, read, retries - 1));
    }

    /** A standby cancels reads that conflict with what it replays, and reports a serialization failure. */
    private static boolean isRetryable(Throwable failure) {
        return !(failure instanceof UnavailableException)
                && (FailureClassifier.isLostConnection(failure) || FailureClassifier.isRolledBack(failure));
    }

    /**
     * Repeats a whole transaction while it conflicts with others. A transaction that lost its connection is not repeated,
     * because it may have been committed. The current request reads its own writes from now on.
     */
    public <T> Uni<T> transaction(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(() -> {
                    ReadYourWrites.mark();
                    return transaction(transaction, 1);
                })
                .onFailure()
                .transform(RetryPolicy::translate);
    }

    private <T> Uni<T> transaction(Supplier<Uni<T>> transaction, int attempt) {
        Uni<T> result = availability.whenAvailable().chain(transaction::get);
        return attempt == MAX_TRANSACTION_ATTEMPTS
                ? result
                : result.onFailure(FailureClassifier::isRolledBack).recoverWithUni(conflict -> backoff(attempt)
                        .chain(() -> transaction(transaction, attempt + 1)));
    }

    /** Exponential, and random, so that transactions that conflicted do not meet again. */
    private Uni<Void> backoff(int attempt) {
        long max = Math.min(MAX_BACKOFF.toMillis(), MIN_BACKOFF.toMillis() << attempt);
        long backoff = ThreadLocalRandom.current().nextLong(1, max + 1);
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(backoff, timer -> emitter.complete(null)));
    }

    /** Says whether the same request may succeed later; any other failure is returned as it is. */
    public static Throwable translate(Throwable failure) {
        if (failure instanceof UnavailableException) {
            return failure;
        }
        if (FailureClassifier.isLostConnection(failure) || FailureClassifier.isReadOnly(failure)) {
            return UnavailableException.noDatabase(failure);
        }
        if (FailureClassifier.isOverload(failure) || FailureClassifier.isRolledBack(failure)) {
            return UnavailableException.databaseOverloaded(failure);
        }
        if (FailureClassifier.isLockTimeout(failure)) {
            return UnavailableException.locked(failure);
        }
        return FailureClassifier.isCancelled(failure) ? UnavailableException.timeout(failure) : failure;
    }
}
