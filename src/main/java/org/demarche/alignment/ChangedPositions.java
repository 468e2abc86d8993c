package org.demarche.alignment;

import java.util.List;

/** Events as read in one snapshot. */
record ChangedPositions(SnapshotToken token, List<EventPositions> events) {}
