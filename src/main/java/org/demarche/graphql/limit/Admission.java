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
 * Lets in as many requests as can be worked on at once. Others wait for their turn, and are refused once they have
 * waited for too long: under more load than there is room for, those who are let in are served as fast as ever.
 */
@ApplicationScoped
@Startup
public class Admission {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final AdmissionSettings settings;
    private final Counter shed;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int running;

    Admission(AdmissionSettings settings, Vertx vertx, MeterRegistry registry) {
        this.settings = settings;
        this.shed = Counter.builder("demarche.requests.shed")
                .description("Requests refused because there was too much to do")
                .register(registry);
        Gauge.builder("demarche.requests.running", this, Admission::running)
                .description("Requests that are worked on")
                .register(registry);
        Gauge.builder("demarche.requests.waiting", this, Admission::waiting)
                .description("Requests that wait for their turn")
                .register(registry);
        // Also while none that is let in comes to its end.
        vertx.setPeriodic(LOOK.toMillis(), timer -> refuseAll(late()));
    }

    /**
     * @param work called in the context of now, at once or later; must end in {@link #leave}
     * @param refused called in its place when there is no room
     */
    public void enter(Runnable work, Runnable refused) {
        boolean now;
        synchronized (this) {
            now = running < settings.running();
            if (now) {
                running++;
            } else if (queue.size() < settings.waiting()) {
                queue.add(new Waiting(Vertx.currentContext(), work, refused, System.nanoTime()));
                return;
            }
        }
        if (now) {
            work.run();
        } else {
            shed.increment();
            refused.run();
        }
    }

    /** Gives the place to the next. */
    public void leave() {
        List<Waiting> late = late();
        Waiting next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                running--;
            }
        }
        if (next != null) {
            next.in(next.work);
        }
        refuseAll(late);
    }

    private synchronized List<Waiting> late() {
        List<Waiting> late = List.of();
        long oldest = System.nanoTime() - settings.maxWait().toNanos();
        while (!queue.isEmpty() && queue.peek().since - oldest < 0) {
            late = late.isEmpty() ? new ArrayList<>() : late;
            late.add(queue.poll());
        }
        return late;
    }

    private void refuseAll(List<Waiting> late) {
        late.forEach(waiting -> {
            shed.increment();
            waiting.in(waiting.refused);
        });
    }

    private synchronized int running() {
        return running;
    }

    private synchronized int waiting() {
        return queue.size();
    }

    private record Waiting(Context context, Runnable work, Runnable refused, long since) {

        void in(Runnable run) {
            context.runOnContext(ignored -> run.run());
        }
    }
}
