package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.config.AdmissionSettings;
import org.demarche.error.UnavailableException;

/**
 * Limits the number of requests that are executed at the same time, and counts an expensive one as several. Others wait in a
 * queue, and are rejected if the queue is full or they have waited too long. So the admitted requests stay fast under
 * overload.
 */
@Singleton
@Startup
public class Admission {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(100);

    private final AdmissionSettings settings;
    private final Counter shed;
    private final AdmissionQueue queue;
    private int running;

    Admission(AdmissionSettings settings, Vertx vertx, MeterRegistry registry) {
        this.settings = settings;
        this.queue = new AdmissionQueue(settings.running());
        this.shed = Counter.builder("demarche.requests.shed")
                .description("Requests rejected because of overload")
                .register(registry);
        Gauge.builder("demarche.requests.running", this, Admission::running)
                .description("Requests in execution")
                .register(registry);
        Gauge.builder("demarche.requests.units", this, Admission::units)
                .description("Units that the requests in execution take: one, or several for an expensive request")
                .register(registry);
        Gauge.builder("demarche.requests.waiting", this, Admission::waiting)
                .description("Requests that wait to be executed")
                .register(registry);
        // By a timer too, because no running request may end for a long time.
        vertx.setPeriodic(CHECK_INTERVAL.toMillis(), timer -> serveQueue());
    }

    /**
     * @param work called on the current Vert.x context, immediately or later; must finally call {@link Slot#leave}
     * @param rejection called instead if the request is rejected
     */
    public Slot enter(Consumer<Slot> work, Runnable rejection) {
        Slot slot = new Slot(Vertx.currentContext(), work, rejection);
        boolean admitted;
        synchronized (this) {
            admitted = queue.start(slot);
            if (admitted) {
                running++;
                slot.state = State.RUNNING;
            } else if (queue.waiting() < settings.waiting()) {
                queue.add(slot, System.nanoTime());
                return slot;
            } else {
                slot.state = State.LEFT;
            }
        }
        if (admitted) {
            work.accept(slot);
        } else {
            shed.increment();
            rejection.run();
        }
        return slot;
    }

    private void serveQueue() {
        List<Slot> expired = List.of();
        List<Slot> admitted = List.of();
        synchronized (this) {
            if (queue.waiting() == 0) {
                return;
            }
            long now = System.nanoTime();
            for (AdmissionQueue.Entry old :
                    queue.removeOlderThan(now - settings.maxWait().toNanos())) {
                ((Slot) old).state = State.LEFT;
                expired = added(expired, (Slot) old);
            }
            for (Slot next = (Slot) queue.poll(now); next != null; next = (Slot) queue.poll(now)) {
                running++;
                next.state = State.RUNNING;
                admitted = added(admitted, next);
            }
        }
        admitted.forEach(Slot::admit);
        expired.forEach(Slot::reject);
    }

    private static List<Slot> added(List<Slot> slots, Slot slot) {
        List<Slot> added = slots.isEmpty() ? new ArrayList<>() : slots;
        added.add(slot);
        return added;
    }

    private synchronized int running() {
        return running;
    }

    private synchronized int units() {
        return queue.used();
    }

    private synchronized int waiting() {
        return queue.waiting();
    }

    private enum State {
        WAITING,
        RUNNING,
        LEFT
    }

    /** The place of a request among those that run or wait. */
    public final class Slot extends AdmissionQueue.Entry {

        private final Context context;
        private final Consumer<Slot> work;
        private final Runnable rejection;
        private State state = State.WAITING;

        /** Null until the request asks for more units and must wait for them. */
        private CompletableFuture<Void> granted;

        Slot(Context context, Consumer<Slot> work, Runnable rejection) {
            this.context = context;
            this.work = work;
            this.rejection = rejection;
        }

        /**
         * Makes a running request count as several. Meanwhile it gives its unit back: requests that wait for more and keep
         * what they have would wait for each other.
         *
         * @param wanted reduced to half of all units
         * @return fails with {@link UnavailableException} if the request is rejected. Completes on the request's context
         */
        public CompletableFuture<Void> acquire(int wanted) {
            int clamped = Math.min(wanted, queue.maxUnits());
            CompletableFuture<Void> waiting = new CompletableFuture<>();
            boolean full;
            synchronized (Admission.this) {
                if (state != State.RUNNING || clamped <= units) {
                    return CompletableFuture.completedFuture(null);
                }
                queue.release(this);
                units = clamped;
                if (queue.start(this)) {
                    return CompletableFuture.completedFuture(null);
                }
                running--;
                full = queue.waiting() >= settings.waiting();
                state = full ? State.LEFT : State.WAITING;
                granted = waiting;
                if (!full) {
                    queue.add(this, System.nanoTime());
                }
            }
            if (full) {
                reject();
            }
            serveQueue();
            return waiting;
        }

        /** Whether the request has not been executed yet, or waits for more units. */
        public boolean isWaiting() {
            synchronized (Admission.this) {
                return state == State.WAITING;
            }
        }

        /** Ends the execution of a request, or its waiting, and starts others. Does nothing when called again. */
        public void leave() {
            boolean waited;
            synchronized (Admission.this) {
                if (state == State.LEFT) {
                    return;
                }
                waited = queue.remove(this);
                if (!waited) {
                    queue.release(this);
                    running--;
                }
                state = State.LEFT;
            }
            if (waited && granted != null) {
                granted.completeExceptionally(UnavailableException.overloaded());
            }
            serveQueue();
        }

        private void admit() {
            run(granted == null ? () -> work.accept(this) : () -> granted.complete(null));
        }

        private void reject() {
            shed.increment();
            run(granted == null ? rejection : () -> granted.completeExceptionally(UnavailableException.overloaded()));
        }

        private void run(Runnable task) {
            context.runOnContext(ignored -> task.run());
        }
    }
}
