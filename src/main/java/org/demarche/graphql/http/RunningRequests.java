package org.demarche.graphql.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.demarche.config.AdmissionSettings;
import org.demarche.database.RequestReads;
import org.demarche.database.RequestWrites;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.limit.Admission;

/** Limits what a request uses while it is executed: its time, and its connections to the database. */
@Singleton
class RunningRequests {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final AdmissionSettings settings;
    private final long limitNanos;
    private final Set<RunningRequest> running = ConcurrentHashMap.newKeySet();

    RunningRequests(AdmissionSettings settings, Vertx vertx) {
        this.settings = settings;
        this.limitNanos = settings.timeLimit().toNanos();
        // One timer for all requests: one for each would cost more than everything else that this class does.
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> endExpired());
    }

    /**
     * To be called in the Vert.x context of a request.
     *
     * @param start when the request had arrived, in nanoseconds of {@link System#nanoTime}
     * @param onTimeout answers the request when its time limit has passed
     */
    RunningRequest start(long start, Admission.Slot slot, Consumer<UnavailableException> onTimeout) {
        RequestReads reads = RequestReads.begin(settings.statements());
        RunningRequest request = new RunningRequest(this, start, slot, reads, RequestWrites.begin(), onTimeout);
        add(request);
        return request;
    }

    void add(RunningRequest request) {
        running.add(request);
    }

    void remove(RunningRequest request) {
        running.remove(request);
    }

    UnavailableException timeLimitPassed(RequestWrites writes) {
        return writes.haveBegun()
                ? UnavailableException.timeLimit(settings.timeLimit(), writes.committed())
                : UnavailableException.timeLimit(settings.timeLimit());
    }

    private void endExpired() {
        for (RunningRequest request : running) {
            if (request.elapsedNanos() > limitNanos && !request.isCommitting() && running.remove(request)) {
                request.expire();
            }
        }
    }
}
