package org.demarche.alignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where every country stands on every event, as {@link BitPlanes}. Never changes: what has changed in the tables makes
 * another matrix, for which this one is copied. With 200 countries and 6,000 events that is under a megabyte.
 */
final class PositionMatrix {

    static final PositionMatrix EMPTY = new PositionMatrix(EventIndex.EMPTY, Map.of());

    private final EventIndex events;
    private final Map<Long, long[]> planes;

    private PositionMatrix(EventIndex events, Map<Long, long[]> planes) {
        this.events = events;
        this.planes = planes;
    }

    /** With these events as they are now. */
    PositionMatrix with(Collection<EventPositions> changed) {
        EventIndex newEvents = events.with(changed);
        Map<Long, long[]> newPlanes = new HashMap<>();
        planes.forEach((country, old) -> newPlanes.put(country, BitPlanes.copy(old, newEvents.words())));
        for (EventPositions event : changed) {
            Integer before = events.place(event.event());
            if (before != null) {
                newPlanes.values().forEach(country -> BitPlanes.clear(country, before));
            }
        }
        for (EventPositions event : changed) {
            Integer place = newEvents.place(event.event());
            event.forEach((country, step) -> BitPlanes.set(
                    newPlanes.computeIfAbsent(country, key -> BitPlanes.ofWords(newEvents.words())), place, step));
        }
        return new PositionMatrix(newEvents, newPlanes);
    }

    EventIndex events() {
        return events;
    }

    /** Those that hold a position, or have held one. */
    Set<Long> countries() {
        return planes.keySet();
    }

    /** Null for a country that has held no position. */
    long[] planes(long country) {
        return planes.get(country);
    }
}
