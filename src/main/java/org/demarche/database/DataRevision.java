package org.demarche.database;

import io.smallrye.mutiny.Uni;

/**
 * The state of the data that a response shows: a number that increases with every write. Writes of this process are seen
 * at once, writes of others within half a second.
 */
public interface DataRevision {

    /** No revision is known: call {@link #fetch}. */
    long UNKNOWN = -1;

    /** The revision without a query; {@link #UNKNOWN} if the latest one is too old to rely on. */
    long known();

    /** Queries the database. Fails if it is unavailable. */
    Uni<Long> fetch();
}
