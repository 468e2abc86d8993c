package org.demarche.graphql.http;

import org.demarche.database.DataRevision;

/**
 * What the response of a request is cached and validated by.
 *
 * @param key null if the response must not be shared with others
 * @param revision of the data before the request is executed
 * @param history in which what was known at a moment does not change
 */
record Lookup(RequestKey key, long revision, long history) {

    /** For a response that is neither cached nor validated without execution. */
    static final Lookup NONE = new Lookup(null, DataRevision.UNKNOWN, DataRevision.UNKNOWN);

    /** What an answer is valid for: all data of this revision, or all that come after. */
    long validity(boolean ofPast) {
        return ofPast ? history : revision;
    }

    boolean isPossible() {
        return key != null;
    }
}
