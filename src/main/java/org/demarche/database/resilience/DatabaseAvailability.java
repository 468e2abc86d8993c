package org.demarche.database.resilience;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.demarche.database.driver.FailureKind;
import org.demarche.error.UnavailableException;
import org.jboss.logging.Logger;

/**
 * Whether a database is there. It is asked when something gives reason to doubt it, over a connection of its own. While
 * it is away one asks on behalf of all, and everybody else is told at once: nobody waits for a database that is known
 * to be away, and none is stormed when it comes back.
 */
public final class DatabaseAvailability {

    private static final Logger LOG = Logger.getLogger(DatabaseAvailability.class);

    /** About what a restart takes: whoever comes within it waits for the end of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Between two questions while it is away. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String name;
    private final Vertx vertx;
    private Supplier<Future<Void>> question = Future::succeededFuture;
    private Runnable away = () -> {};

    private boolean stopped;
    private boolean silentBefore;
    private Instant awaySince;
    private CompletableFuture<Void> verdict;
    private volatile CompletableFuture<Void> there = CompletableFuture.completedFuture(null);

    /** @param name for the log, as the beginning of a sentence */
    public DatabaseAvailability(String name, Vertx vertx) {
        this.name = name;
        this.vertx = vertx;
    }

    /**
     * @param question succeeds when the database answers; must end by itself
     * @param away told when the database is found to be away
     */
    public synchronized void watch(Supplier<Future<Void>> question, Runnable away) {
        this.question = question;
        this.away = away;
    }

    public boolean isThere() {
        return there.isDone() && !there.isCompletedExceptionally();
    }

    /** Comes at once unless the database is known to be away; then fails, soon or at once. */
    Uni<Void> expected() {
        return CallerContext.uni(() -> there);
    }

    /** Comes when the database has been seen, after this was asked; fails like {@link #expected}. */
    Uni<Void> confirmed() {
        return CallerContext.uni(() -> doubt().thenCompose(known -> there));
    }

    /** Something has failed that would if it were away. What is returned comes when that is known, either way. */
    public CompletableFuture<Void> doubt() {
        CompletableFuture<Void> begun;
        synchronized (this) {
            if (stopped || awaySince != null) {
                return CompletableFuture.completedFuture(null);
            }
            if (verdict != null) {
                return verdict;
            }
            begun = new CompletableFuture<>();
            verdict = begun;
            silentBefore = false;
        }
        ask();
        return begun;
    }

    /** Before the service ends, and with it the connections. */
    synchronized void stop() {
        stopped = true;
    }

    private void ask() {
        question.get().onComplete(answer -> {
            if (answer.succeeded() || FailureKind.isFromServerThatRuns(answer.cause())) {
                seen();
            } else {
                missed(answer.cause());
            }
        });
    }

    private void seen() {
        CompletableFuture<Void> waiting;
        CompletableFuture<Void> known;
        synchronized (this) {
            known = verdict;
            verdict = null;
            waiting = there;
            if (awaySince != null) {
                LOG.infof("%s is back after %s", name, Duration.between(awaySince, Instant.now()));
                awaySince = null;
                there = CompletableFuture.completedFuture(null);
            }
        }
        waiting.complete(null);
        if (known != null) {
            known.complete(null);
        }
    }

    private void missed(Throwable cause) {
        boolean silent = FailureKind.isSilence(cause);
        synchronized (this) {
            if (stopped) {
                return;
            }
            if (awaySince != null) {
                vertx.setTimer(PAUSE.toMillis(), timer -> ask());
                return;
            }
            if (silent && !silentBefore) {
                // Once more: it may be the machine that has much to do.
                silentBefore = true;
                ask();
                return;
            }
        }
        leave(silent, cause);
    }

    private void leave(boolean silent, Throwable cause) {
        CompletableFuture<Void> known;
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        synchronized (this) {
            LOG.warnf("%s is away (%s): requests for it are answered with 503 until it is back", name, reason(cause));
            awaySince = Instant.now();
            there = waiting;
            known = verdict;
            verdict = null;
            vertx.setTimer(PAUSE.toMillis(), timer -> ask());
        }
        UnavailableException unavailable = UnavailableException.noDatabase(cause);
        if (silent) {
            // It has been waited for already.
            waiting.completeExceptionally(unavailable);
        } else {
            vertx.setTimer(PATIENCE.toMillis(), timer -> waiting.completeExceptionally(unavailable));
        }
        away.run();
        if (known != null) {
            known.complete(null);
        }
    }

    /** In words: the log is for whoever runs the service. */
    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? "it does not answer" : cause.getMessage();
    }
}
