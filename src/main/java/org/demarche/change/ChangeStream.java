package org.demarche.change;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.SharedRead;
import org.demarche.database.driver.NotificationListener;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.paging.PageRequest;
import org.jboss.logging.Logger;

/**
 * Changes as they are committed, on any instance. PostgreSQL notifies of each commit; what was committed is then read
 * from the feed, once for all who watch. The feed is also read when the connection that listens has been broken, and from time
 * to time, so a notification that is lost costs time but never a change.
 *
 * <p>All state belongs to one event loop. As long as nobody watches, nothing is read and nothing listens.
 */
@Singleton
public class ChangeStream {

    private static final Logger LOG = Logger.getLogger(ChangeStream.class);

    /** Also how long a change may take without notifications: half of the second within which watchers hear of it. */
    private static final Duration TICK = Duration.ofMillis(500);

    /** How many ticks may pass without reading while notifications come. */
    private static final int PATIENCE = 4;

    private final Vertx vertx;
    private final Context context;
    private final WatchedChanges changes;
    private final SharedRead<Place> end;
    private final NotificationListener listener;

    /** Those who have heard of everything up to the place. */
    private final Set<Watcher> watchers = new LinkedHashSet<>();

    private Place place;
    private boolean reading;
    private boolean readAgain;
    private boolean stopped;
    private long timer;
    private int ticks;

    ChangeStream(Vertx vertx, WatchedChanges changes, PrimaryDatabase primary) {
        this.vertx = vertx;
        // Not that of the request which needs the stream first.
        this.context = VertxContext.getRootContext(vertx.getOrCreateContext());
        this.changes = changes;
        this.end = new SharedRead<>(changes::end);
        // Null behind a pooler whose database is not known.
        this.listener = primary.listener("demarche_changes", () -> context.runOnContext(ignored -> read()))
                .orElse(null);
    }

    /** Changes from the moment of the subscription on. Emitted on an event loop, which subscribers must not block. */
    public Multi<Change> changes(ChangeFilter filter) {
        return Multi.createFrom().publisher(subscriber -> new Watcher(this, filter, null, subscriber).begin());
    }

    /**
     * Changes after a cursor, first those that were committed before. Emitted like those of {@link #changes}.
     *
     * @param after {@link Change#getCursor}, a cursor of the list of changes, or the one of an export
     * @throws org.demarche.error.ClientErrorException if it is no cursor; one that is behind the end of the feed fails the
     *     stream
     */
    public Multi<Change> changesAfter(String after, ChangeFilter filter) {
        Place from = Place.of(PageRequest.of(ChangeRepository.FEED, null, after).after());
        return Multi.createFrom().publisher(subscriber -> new Watcher(this, filter, from, subscriber).begin());
    }

    void stop(@Observes ShutdownEvent shutdown) {
        context.runOnContext(ignored -> {
            stopped = true;
            List.copyOf(watchers).forEach(Watcher::complete);
        });
    }

    Vertx vertx() {
        return vertx;
    }

    Context context() {
        return context;
    }

    WatchedChanges feed() {
        return changes;
    }

    SharedRead<Place> end() {
        return end;
    }

    /**
     * Lets a watcher hear of changes as they are read for all.
     *
     * @return false if more has been read for the others: then it reads on by itself
     */
    boolean join(Watcher watcher) {
        if (watchers.isEmpty()) {
            place = watcher.place();
            begin();
        } else if (watcher.place().compareTo(place) < 0) {
            return false;
        }
        watchers.add(watcher);
        // There may be something new since the watcher's read.
        read();
        return true;
    }

    void leave(Watcher watcher) {
        if (watchers.remove(watcher) && watchers.isEmpty()) {
            vertx.cancelTimer(timer);
            if (listener != null) {
                listener.stop();
            }
        }
    }

    boolean isStopped() {
        return stopped;
    }

    private void begin() {
        timer = vertx.setPeriodic(TICK.toMillis(), ignored -> context.runOnContext(tick -> tick()));
        if (listener != null) {
            listener.start();
        }
    }

    private void tick() {
        ticks++;
        if (ticks >= PATIENCE || listener == null || !listener.isListening()) {
            read();
        }
    }

    private void read() {
        if (reading || watchers.isEmpty()) {
            readAgain = reading;
            return;
        }
        reading = true;
        readAgain = false;
        ticks = 0;
        boolean withSubjects =
                watchers.stream().anyMatch(watcher -> watcher.filter().needsSubjects());
        Place from = place;
        changes.after(from, withSubjects)
                .subscribe()
                .with(
                        found -> context.runOnContext(ignored -> deliver(from, withSubjects, found)),
                        failure -> context.runOnContext(ignored -> {
                            // The next tick tries again.
                            LOG.debug("The changes could not be read", failure);
                            reading = false;
                        }));
    }

    private void deliver(Place from, boolean withSubjects, List<WatchedChange> found) {
        reading = false;
        boolean usable = place.equals(from)
                && (withSubjects
                        || watchers.stream()
                                .noneMatch(watcher -> watcher.filter().needsSubjects()));
        if (usable && !found.isEmpty()) {
            place = found.get(found.size() - 1).change().place();
            List.copyOf(watchers).forEach(watcher -> watcher.offer(found));
        }
        if (readAgain || !usable || found.size() == WatchedChanges.PAGE) {
            read();
        }
    }
}
