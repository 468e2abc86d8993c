package org.demarche.alignment;

import java.util.List;

/** Events as read in one snapshot. */
record ChangedPositions(SnapshotToken token, List<EventPositions> events) {

    /** The highest key of an event. */
    long lastKey() {
        return events.stream().mapToLong(EventPositions::event).max().orElseThrow();
    }
}
