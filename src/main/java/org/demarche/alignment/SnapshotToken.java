package org.demarche.alignment;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * What a read of the tables has seen.
 *
 * @param snapshot the transactions, as pg_current_snapshot() has them
 * @param at by the database's clock
 * @param server changes when the server may have forgotten transactions that were seen and given their numbers to others:
 *     after a crash, or when another server has taken its place
 */
record SnapshotToken(String snapshot, OffsetDateTime at, String server) {

    /** Half of what the database keeps, so that a transaction may last for the other half. */
    private static final Duration REACH = Duration.ofDays(7).dividedBy(2);

    /** Whether the changes noted since the earlier moment are all that there were. */
    boolean continues(SnapshotToken earlier) {
        return server.equals(earlier.server) && Duration.between(earlier.at, at).compareTo(REACH) < 0;
    }
}
