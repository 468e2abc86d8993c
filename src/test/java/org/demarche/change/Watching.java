package org.demarche.change;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/** A subscriber that keeps what it gets. */
final class Watching implements Flow.Subscriber<Change> {

    private final long requested;
    private final List<Change> items = new ArrayList<>();
    private Flow.Subscription subscription;
    private Throwable failure;

    Watching(long requested) {
        this.requested = requested;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription started) {
        subscription = started;
        if (requested > 0) {
            started.request(requested);
        }
    }

    @Override
    public synchronized void onNext(Change change) {
        items.add(change);
    }

    @Override
    public synchronized void onError(Throwable error) {
        failure = error;
    }

    @Override
    public void onComplete() {
        // Only at the end of the service.
    }

    synchronized void request(long more) {
        subscription.request(more);
    }

    synchronized void cancel() {
        subscription.cancel();
    }

    synchronized List<Change> items() {
        return List.copyOf(items);
    }

    /** Null as long as there is none. */
    synchronized Throwable failure() {
        return failure;
    }
}
