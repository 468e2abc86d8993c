package org.demarche.alignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The position of every country on every event, as {@link BitPlanes}. Immutable: changes in the database lead to a new
 * matrix, for which this one is copied. 200 countries and 6,000 events take less than a megabyte.
 */
final class PositionMatrix {

    static final PositionMatrix EMPTY = new PositionMatrix(EventIndex.EMPTY, Map.of(), Map.of(), Map.of());

    private final EventIndex events;
    private final Map<Long, long[]> planes;
    private final Map<Long, long[]> own;
    private final Map<Long, List<Long>> sources;

    /**
     * @param planes by country
     * @param own before any were filled with those of other countries
     * @param sources for each country that was filled, those whose positions count for it
     */
    private PositionMatrix(
            EventIndex events, Map<Long, long[]> planes, Map<Long, long[]> own, Map<Long, List<Long>> sources) {
        this.events = events;
        this.planes = planes;
        this.own = own;
        this.sources = sources;
    }

    /** A copy with the current state of these events. */
    PositionMatrix with(Collection<EventPositions> changed) {
        EventIndex newEvents = events.with(changed);
        Map<Long, long[]> newPlanes = new HashMap<>();
        planes.forEach((country, old) -> newPlanes.put(country, BitPlanes.copy(old, newEvents.words())));
        for (EventPositions event : changed) {
            Integer before = events.bit(event.event());
            if (before != null) {
                newPlanes.values().forEach(country -> BitPlanes.clear(country, before));
            }
        }
        for (EventPositions event : changed) {
            Integer bit = newEvents.bit(event.event());
            event.forEach((country, step) -> BitPlanes.set(
                    newPlanes.computeIfAbsent(country, key -> BitPlanes.ofWords(newEvents.words())), bit, step));
        }
        return new PositionMatrix(newEvents, newPlanes, newPlanes, Map.of());
    }

    /**
     * A copy in which countries also have the positions of others, on the events on which they hold none themselves.
     *
     * @param sources for each country, those whose positions count for it: itself first, the others in their order
     */
    PositionMatrix filled(Map<Long, List<Long>> sources) {
        Map<Long, long[]> newPlanes = new HashMap<>(own);
        sources.forEach((country, others) -> others.stream()
                .map(own::get)
                .filter(Objects::nonNull)
                .reduce(BitPlanes::filled)
                .ifPresent(filled -> newPlanes.put(country, filled)));
        return new PositionMatrix(events, newPlanes, own, sources);
    }

    EventIndex events() {
        return events;
    }

    /** The countries that hold a position or have held one. */
    Set<Long> countries() {
        return planes.keySet();
    }

    /** Null for a country that has held no position. */
    long[] planes(long country) {
        return planes.get(country);
    }

    /** The country whose own position it is that a country holds on an event: itself, or one that it was filled from. */
    long holder(long country, int bit) {
        return sources.getOrDefault(country, List.of()).stream()
                .filter(source -> own.containsKey(source) && BitPlanes.holds(own.get(source), bit))
                .findFirst()
                .orElse(country);
    }
}
