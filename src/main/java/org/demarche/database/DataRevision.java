package org.demarche.database;

import io.smallrye.mutiny.Uni;

/**
 * Which state of the data an answer shows: a number that grows whenever anything is written. At once for what this
 * service writes itself, within half a second for what others write.
 */
public interface DataRevision {

    /** No revision: it has to be asked for. */
    long UNKNOWN = -1;

    /** Without asking; {@link #UNKNOWN} when what is known is too old to be relied on. */
    long known();

    /** Asks. Fails when the data cannot be reached. */
    Uni<Long> ask();
}
