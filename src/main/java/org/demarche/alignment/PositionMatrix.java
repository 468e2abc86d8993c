package org.demarche.alignment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where every country stands on every event, as {@link Planes}. Never changes: what has changed in the tables makes
 * another matrix, for which this one is copied. With 200 countries and 6,000 events that is under a megabyte.
 */
final class PositionMatrix {

    static final PositionMatrix EMPTY = new PositionMatrix(Map.of(), Map.of(), List.of());

    private final Map<Long, long[]> planes;
    private final Map<Long, Integer> places;
    private final List<EventFacts> facts;

    /**
     * @param planes by country's key
     * @param places each event's bit, by its key
     * @param facts of the events, by bit; null where no event is
     */
    private PositionMatrix(Map<Long, long[]> planes, Map<Long, Integer> places, List<EventFacts> facts) {
        this.planes = planes;
        this.places = places;
        this.facts = facts;
    }

    /** With these events as they are now; those on which nobody holds a position take no room. */
    PositionMatrix with(Collection<EventPositions> changed) {
        Map<Long, Integer> newPlaces = new HashMap<>(places);
        List<EventFacts> newFacts = new ArrayList<>(facts);
        place(changed, newPlaces, newFacts);
        int words = words(newFacts.size());
        Map<Long, long[]> newPlanes = new HashMap<>();
        planes.forEach((country, old) -> newPlanes.put(country, Planes.copy(old, words)));
        for (EventPositions event : changed) {
            Integer before = places.get(event.event());
            if (before != null) {
                newPlanes.values().forEach(row -> Planes.clear(row, before));
            }
        }
        for (EventPositions event : changed) {
            event.forEach((country, step) -> Planes.set(
                    newPlanes.computeIfAbsent(country, key -> Planes.ofWords(words)),
                    newPlaces.get(event.event()),
                    step));
        }
        return new PositionMatrix(newPlanes, newPlaces, newFacts);
    }

    private static void place(Collection<EventPositions> changed, Map<Long, Integer> places, List<EventFacts> facts) {
        BitSet taken = new BitSet();
        places.values().forEach(taken::set);
        for (EventPositions event : changed) {
            Integer before = places.get(event.event());
            if (!event.isEmpty()) {
                int place = before == null ? taken.nextClearBit(0) : before;
                taken.set(place);
                places.put(event.event(), place);
                if (place == facts.size()) {
                    facts.add(null);
                }
                facts.set(place, event.facts());
            } else if (before != null) {
                taken.clear(before);
                places.remove(event.event());
                facts.set(before, null);
            }
        }
    }

    /** Those that hold a position, or have held one. */
    Set<Long> countries() {
        return planes.keySet();
    }

    /** Null for a country that has held no position. */
    long[] planes(long country) {
        return planes.get(country);
    }

    /** A bit for each event that counts. */
    long[] events(Predicate<EventFacts> counts) {
        long[] events = new long[words(facts.size())];
        for (int place = 0; place < facts.size(); place++) {
            EventFacts event = facts.get(place);
            if (event != null && counts.test(event)) {
                events[place >> 6] |= 1L << place;
            }
        }
        return events;
    }

    private static int words(int events) {
        return (events + 63) >> 6;
    }
}
