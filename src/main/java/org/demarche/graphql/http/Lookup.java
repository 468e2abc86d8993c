package org.demarche.graphql.http;

import org.demarche.database.DataRevision;

/**
 * What the response of a request is cached and validated by.
 *
 * @param key null if the response must not be shared with others
 * @param revision of the data before the request is executed
 */
record Lookup(RequestKey key, long revision) {

    /** For a response that is neither cached nor validated without execution. */
    static final Lookup NONE = new Lookup(null, DataRevision.UNKNOWN);

    boolean isPossible() {
        return key != null;
    }
}
