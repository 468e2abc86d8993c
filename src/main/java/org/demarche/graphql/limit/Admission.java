package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.config.AdmissionSettings;

/**
 * Limits the number of requests that are executed at the same time. Others wait in a queue, and are rejected if the queue is
 * full or they have waited too long. So the admitted requests stay fast under overload.
 */
@ApplicationScoped
@Startup
public class Admission {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final AdmissionSettings settings;
    private final Counter shed;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int running;

    Admission(AdmissionSettings settings, Vertx vertx, MeterRegistry registry) {
        this.settings = settings;
        this.shed = Counter.builder("demarche.requests.shed")
                .description("Requests rejected because of overload")
                .register(registry);
        Gauge.builder("demarche.requests.running", this, Admission::running)
                .description("Requests in execution")
                .register(registry);
        Gauge.builder("demarche.requests.waiting", this, Admission::waiting)
                .description("Requests that wait to be executed")
                .register(registry);
        // By a timer too, because no running request may end for a long time.
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> rejectAll(pollExpired()));
    }

    /**
     * @param work called on the current Vert.x context, immediately or later; must finally call {@link #leave}
     * @param rejection called instead if the request is rejected
     */
    public void enter(Runnable work, Runnable rejection) {
        boolean admitted;
        synchronized (this) {
            admitted = running < settings.running();
            if (admitted) {
                running++;
            } else if (queue.size() < settings.waiting()) {
                queue.add(new Waiting(Vertx.currentContext(), work, rejection, System.nanoTime()));
                return;
            }
        }
        if (admitted) {
            work.run();
        } else {
            shed.increment();
            rejection.run();
        }
    }

    /** Ends the execution of a request and starts the next one in the queue. */
    public void leave() {
        List<Waiting> expired = pollExpired();
        Waiting next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            next.run(next.work);
        }
        rejectAll(expired);
    }

    private synchronized List<Waiting> pollExpired() {
        List<Waiting> expired = List.of();
        long oldest = System.nanoTime() - settings.maxWait().toNanos();
        while (!queue.isEmpty() && queue.peek().since - oldest < 0) {
            expired = expired.isEmpty() ? new ArrayList<>() : expired;
            expired.add(queue.poll());
        }
        return expired;
    }

    private void rejectAll(List<Waiting> expired) {
        expired.forEach(waiting -> {
            shed.increment();
            waiting.run(waiting.rejection);
        });
    }

    private synchronized int running() {
        return running;
    }

    private synchronized int waiting() {
        return queue.size();
    }

    private record Waiting(Context context, Runnable work, Runnable rejection, long since) {

        void run(Runnable task) {
            context.runOnContext(ignored -> task.run());
        }
    }
}
