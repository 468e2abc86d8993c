package org.demarche.change;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;

import org.demarche.error.LimitExceededException;
import org.demarche.error.UnavailableException;

/**
 * One subscription to the changes. It first reads what it has missed, as fast as its subscriber asks for it, and then hears of
 * new changes together with the others. Everything happens on the event loop of the stream.
 */
final class Watcher implements Flow.Subscription {

    /** Some pages of the feed. References only: all watchers share the changes. */
    static final int MAX_BUFFER = 5 * WatchedChanges.PAGE;

    private static final Duration RETRY = Duration.ofMillis(500);

    private final ChangeStream stream;
    private final ChangeFilter filter;
    private final Flow.Subscriber<? super Change> subscriber;
    private final Queue<Change> buffer = new ArrayDeque<>();

    /** What has been heard of; null until it is known where the changes begin. */
    private Place place;

    /** The cursor of the client; null if it has none. */
    private final Place cursor;

    private long requested;
    private boolean reading;
    private boolean live;
    private boolean ended;
    private boolean draining;

    Watcher(ChangeStream stream, ChangeFilter filter, Place cursor, Flow.Subscriber<? super Change> subscriber) {
        this.stream = stream;
        this.filter = filter;
        this.cursor = cursor;
        this.subscriber = subscriber;
    }

    void begin() {
        subscriber.onSubscribe(this);
        onLoop(this::findPlace);
    }

    ChangeFilter filter() {
        return filter;
    }

    Place place() {
        return place;
    }

    /** Called on any thread. */
    @Override
    public void request(long count) {
        onLoop(() -> {
            if (count <= 0) {
                fail(new IllegalArgumentException("A subscriber must request at least one item"));
                return;
            }
            requested = requested + count < 0 ? Long.MAX_VALUE : requested + count;
            drain();
        });
    }

    /** Called on any thread. */
    @Override
    public void cancel() {
        onLoop(this::end);
    }

    /** Changes that are new to all who hear of them together. */
    void offer(List<WatchedChange> changes) {
        if (!ended) {
            add(changes);
            if (buffer.size() > MAX_BUFFER) {
                fail(new LimitExceededException(
                        "unread changes",
                        buffer.size(),
                        MAX_BUFFER,
                        "More than %d changes wait to be read by this subscription. Continue with the list of changes after the cursor of the last one that arrived."
                                .formatted(MAX_BUFFER)));
            } else {
                drain();
            }
        }
    }

    void complete() {
        if (!ended) {
            end();
            subscriber.onComplete();
        }
    }

    private void onLoop(Runnable work) {
        stream.context().runOnContext(ignored -> {
            if (!ended) {
                work.run();
            }
        });
    }

    private void findPlace() {
        if (stream.isStopped()) {
            complete();
        } else if (cursor == null) {
            stream.end().get().subscribe().with(this::beginAt, failure -> retry(failure, this::findPlace));
        } else {
            stream.feed()
                    .checkNotBehind(cursor)
                    .subscribe()
                    .with(checked -> beginAt(cursor), failure -> retry(failure, this::findPlace));
        }
    }

    private void beginAt(Place begin) {
        onLoop(() -> {
            place = begin;
            // A new watcher has missed nothing.
            live = cursor == null && stream.join(this);
            drain();
        });
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        while (!ended && requested > 0 && !buffer.isEmpty()) {
            requested--;
            subscriber.onNext(buffer.poll());
        }
        draining = false;
        if (!ended && place != null && !live && !reading && requested > 0) {
            catchUp();
        }
    }

    private void catchUp() {
        reading = true;
        stream.feed()
                .after(place, filter.needsSubjects())
                .subscribe()
                .with(
                        found -> onLoop(() -> {
                            reading = false;
                            add(found);
                            live = found.size() < WatchedChanges.PAGE && stream.join(this);
                            drain();
                        }),
                        failure -> retry(failure, () -> {
                            reading = false;
                            drain();
                        }));
    }

    private void add(List<WatchedChange> changes) {
        for (WatchedChange watched : changes) {
            Change change = watched.change();
            if (change.place().compareTo(place) > 0) {
                place = change.place();
                if (filter.matches(watched.subjects())) {
                    buffer.add(change);
                }
            }
        }
    }

    /** A database that restarts is no reason to end a subscription. */
    private void retry(Throwable failure, Runnable work) {
        if (failure instanceof UnavailableException) {
            stream.vertx().setTimer(RETRY.toMillis(), timer -> onLoop(work));
        } else {
            onLoop(() -> fail(failure));
        }
    }

    private void fail(Throwable failure) {
        end();
        subscriber.onError(failure);
    }

    private void end() {
        ended = true;
        buffer.clear();
        stream.leave(this);
    }
}
