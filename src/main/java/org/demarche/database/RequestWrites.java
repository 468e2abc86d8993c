package org.demarche.database;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.database.driver.FailureClassifier;
import org.demarche.error.UnavailableException;

/**
 * The transactions of one request, which run one after the other. When the request ends before it has been answered, the
 * transaction in progress is rolled back, unless it is being committed: then it must be known whether it was.
 *
 * <p>Stored in the request's Vert.x context, and used on its thread only.
 */
public final class RequestWrites {

    private static final Object KEY = RequestWrites.class;

    private boolean begun;
    private int committed;
    private volatile boolean committing;
    private RuntimeException endedBy;

    private RequestWrites() {}

    /** To be called in the context of a request before it is executed. */
    public static RequestWrites begin() {
        RequestWrites writes = new RequestWrites();
        Context request = Vertx.currentContext();
        // A context that is not duplicated is shared by all requests.
        if (request != null && VertxContext.isDuplicatedContext(request)) {
            request.putLocal(KEY, writes);
        }
        return writes;
    }

    /** Those of the current request. Outside of requests, those of nobody, which never end. */
    static RequestWrites current() {
        Context request = Vertx.currentContext();
        RequestWrites writes =
                request != null && VertxContext.isDuplicatedContext(request) ? request.getLocal(KEY) : null;
        return writes == null ? new RequestWrites() : writes;
    }

    /** Whether the request has begun to write something. */
    public boolean haveBegun() {
        return begun;
    }

    /** Whether a transaction is being committed, so that the request should not end yet. */
    public boolean isCommitting() {
        return committing;
    }

    /** How many transactions have been committed. */
    public int committed() {
        return committed;
    }

    /**
     * From now on nothing is written for the request any more.
     *
     * @param reason what its transactions fail with
     */
    public void end(RuntimeException reason) {
        endedBy = endedBy == null ? reason : endedBy;
    }

    /** To be called before each transaction. */
    void beginTransaction() {
        begun = true;
        checkNotEnded();
    }

    private void checkNotEnded() {
        if (endedBy != null) {
            throw endedBy;
        }
    }

    /** To be called when everything has been written and the database is asked to commit. */
    void commit() {
        checkNotEnded();
        committing = true;
    }

    void succeeded() {
        committing = false;
        committed++;
    }

    /** What to tell of a failed transaction. */
    Throwable failed(Throwable failure) {
        boolean maybeCommitted = committing && FailureClassifier.isLostConnection(failure);
        committing = false;
        return maybeCommitted ? UnavailableException.unknownOutcome(failure) : failure;
    }
}
