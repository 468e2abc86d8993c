package org.demarche.alignment;

import java.util.List;

/** Events as the tables had them at one moment. */
record ChangedPositions(SnapshotToken moment, List<EventPositions> events) {}
