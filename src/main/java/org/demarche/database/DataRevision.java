package org.demarche.database;

import io.smallrye.mutiny.Uni;

/**
 * The state of the data that a response shows: a number that changes with every write and at midnight in UTC, and never
 * returns to a former value. Writes of this process are seen at once, writes of others within half a second.
 */
public interface DataRevision {

    /** No revision is known: call {@link #fetch}. */
    long UNKNOWN = -1;

    /** The revision without a query; {@link #UNKNOWN} if the latest one is too old to rely on. */
    long known();

    /**
     * Identifies the history of the data. While it is the same, what was known at a moment remains the same: it changes only
     * when the database has been restarted, and so may have been restored. Known as soon as a revision has been known.
     */
    long history();

    /** Queries the database. Fails if it is unavailable. */
    Uni<Long> fetch();

    /**
     * Whether equal revisions mean equal data at any later time and in other processes. False with read replicas: what they
     * show depends on their lag.
     */
    boolean identifiesData();
}
