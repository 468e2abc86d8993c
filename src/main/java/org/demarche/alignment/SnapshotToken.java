package org.demarche.alignment;

import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Identifies what a read of the database has seen.
 *
 * @param snapshot the visible transactions, as returned by pg_current_snapshot()
 * @param at the time by the clock of the database
 * @param server changes when the server may have lost transactions that were seen, and may have reused their ids: after a
 *     crash or a failover
 */
record SnapshotToken(String snapshot, OffsetDateTime at, String server) {

    /** Half of the time for which the database keeps changes. A transaction may last for the other half. */
    private static final Duration MAX_AGE = Duration.ofDays(7).dividedBy(2);

    /** Whether the recorded changes since the earlier token are complete. */
    boolean continues(SnapshotToken earlier) {
        return server.equals(earlier.server) && Duration.between(earlier.at, at).compareTo(MAX_AGE) < 0;
    }
}
