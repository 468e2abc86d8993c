package org.demarche.database.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.demarche.database.driver.FailureClassifier;
import org.demarche.error.UnavailableException;
import org.jboss.logging.Logger;

/**
 * A circuit breaker: whether a database is available. A suspicion starts a check over a dedicated connection. While the
 * database is unavailable, a single check is repeated on behalf of all callers, and requests fail at once: nobody waits for
 * a database that is known to be unavailable, and it is not flooded with connections when it returns.
 */
public final class DatabaseAvailability {

    private static final Logger LOG = Logger.getLogger(DatabaseAvailability.class);

    /** About the time that a restart takes: requests that arrive within it wait for the restart to finish. */
    private static final Duration RESTART = Duration.ofSeconds(1);

    /** Between two checks while the database is unavailable. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final String name;
    private final Vertx vertx;
    private Supplier<Future<Void>> ping = Future::succeededFuture;
    private Runnable onUnavailable = () -> {};

    private boolean stopped;
    private boolean timedOutBefore;
    private Instant unavailableSince;
    private CompletableFuture<Void> runningCheck;

    /** Completed while the database is available; pending or failed while it is not. */
    private volatile CompletableFuture<Void> available = CompletableFuture.completedFuture(null);

    /** @param name for log messages, as the beginning of a sentence */
    DatabaseAvailability(String name, Vertx vertx) {
        this.name = name;
        this.vertx = vertx;
    }

    /**
     * @param ping succeeds if the database responds; must have a timeout
     * @param onUnavailable runs when the database is found to be unavailable
     */
    synchronized void watch(Supplier<Future<Void>> ping, Runnable onUnavailable) {
        this.ping = ping;
        this.onUnavailable = onUnavailable;
    }

    public boolean isAvailable() {
        return available.isDone() && !available.isCompletedExceptionally();
    }

    /**
     * Completes at once while the database is available. Otherwise waits for a restart to finish, or fails with
     * {@link UnavailableException}.
     */
    Uni<Void> whenAvailable() {
        return CallerContext.receive(() -> available);
    }

    /** Checks first, and then completes or fails like {@link #whenAvailable}. */
    Uni<Void> checkNow() {
        return CallerContext.receive(() -> suspect().thenCompose(checked -> available));
    }

    /**
     * Starts a check, unless one is running: something failed that would fail if the database were unavailable.
     *
     * @return completes when the check ends, whatever its result
     */
    CompletableFuture<Void> suspect() {
        CompletableFuture<Void> check;
        synchronized (this) {
            if (stopped || unavailableSince != null) {
                return CompletableFuture.completedFuture(null);
            }
            if (runningCheck != null) {
                return runningCheck;
            }
            check = new CompletableFuture<>();
            runningCheck = check;
            timedOutBefore = false;
        }
        check();
        return check;
    }

    /** To be called before the service closes its connections, which says nothing about the database. */
    synchronized void stop() {
        stopped = true;
    }

    private void check() {
        ping.get().onComplete(response -> {
            if (response.succeeded() || FailureClassifier.isFromRunningServer(response.cause())) {
                markAvailable();
            } else {
                checkFailed(response.cause());
            }
        });
    }

    private void markAvailable() {
        CompletableFuture<Void> waiting;
        CompletableFuture<Void> check;
        synchronized (this) {
            check = runningCheck;
            runningCheck = null;
            waiting = available;
            if (unavailableSince != null) {
                LOG.infof("%s is available again after %s", name, Duration.between(unavailableSince, Instant.now()));
                unavailableSince = null;
                available = CompletableFuture.completedFuture(null);
            }
        }
        waiting.complete(null);
        if (check != null) {
            check.complete(null);
        }
    }

    private void checkFailed(Throwable cause) {
        boolean timedOut = FailureClassifier.isTimeout(cause);
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (unavailableSince != null) {
                vertx.setTimer(CHECK_INTERVAL.toMillis(), timer -> check());
                return;
            }
            if (timedOut && !timedOutBefore) {
                // Check a second time: this machine may be the one that was too busy.
                timedOutBefore = true;
                check();
                return;
            }
        }
        markUnavailable(timedOut, cause);
    }

    private void markUnavailable(boolean timedOut, Throwable cause) {
        CompletableFuture<Void> check;
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        synchronized (this) {
            LOG.warnf("%s is unavailable (%s): requests that need it get status 503", name, reason(cause));
            unavailableSince = Instant.now();
            available = waiting;
            check = runningCheck;
            runningCheck = null;
            vertx.setTimer(CHECK_INTERVAL.toMillis(), timer -> check());
        }
        UnavailableException unavailable = UnavailableException.noDatabase(cause);
        if (timedOut) {
            // Requests have waited long enough already.
            waiting.completeExceptionally(unavailable);
        } else {
            vertx.setTimer(RESTART.toMillis(), timer -> waiting.completeExceptionally(unavailable));
        }
        onUnavailable.run();
        if (check != null) {
            check.complete(null);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? "it does not respond" : cause.getMessage();
    }
}
