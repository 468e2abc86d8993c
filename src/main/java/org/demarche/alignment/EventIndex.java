package org.demarche.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which bit stands for which event, and what a filter may ask of it. Never changes, as {@link PositionMatrix}. */
final class EventIndex {

    static final EventIndex EMPTY = new EventIndex(Map.of(), List.of(), Map.of());

    private final Map<Long, Integer> places;
    private final List<EventAttributes> facts;
    private final Map<Object, long[]> byTrait;

    /**
     * @param places each event's bit, by its key
     * @param facts by bit; null where no event is
     * @param byTrait the events that have a trait
     */
    private EventIndex(Map<Long, Integer> places, List<EventAttributes> facts, Map<Object, long[]> byTrait) {
        this.places = places;
        this.facts = facts;
        this.byTrait = byTrait;
    }

    /** With these events as they are now; those on which nobody holds a position take no room. */
    EventIndex with(Collection<EventPositions> changed) {
        Map<Long, Integer> newPlaces = new HashMap<>(places);
        List<EventAttributes> newFacts = new ArrayList<>(facts);
        BitSet taken = new BitSet();
        places.values().forEach(taken::set);
        BitSet touched = new BitSet();
        for (EventPositions event : changed) {
            Integer place = newPlaces.remove(event.event());
            if (place != null) {
                touched.set(place);
                taken.clear(place);
                newFacts.set(place, null);
            }
            if (!event.isEmpty()) {
                int next = place == null ? taken.nextClearBit(0) : place;
                touched.set(next);
                taken.set(next);
                newPlaces.put(event.event(), next);
                put(newFacts, next, event.facts());
            }
        }
        return new EventIndex(newPlaces, newFacts, traits(newFacts, touched));
    }

    private static void put(List<EventAttributes> facts, int place, EventAttributes event) {
        if (place == facts.size()) {
            facts.add(event);
        } else {
            facts.set(place, event);
        }
    }

    /** Those of the events at the touched places change, and the others are copied: there are far more of them. */
    private Map<Object, long[]> traits(List<EventAttributes> newFacts, BitSet touched) {
        int words = words(newFacts.size());
        Map<Object, long[]> traits = new HashMap<>();
        byTrait.forEach((trait, events) -> traits.put(trait, Arrays.copyOf(events, words)));
        touched.stream().forEach(place -> {
            if (place < facts.size() && facts.get(place) != null) {
                facts.get(place).traits().forEach(trait -> clear(traits.get(trait), place));
            }
            if (newFacts.get(place) != null) {
                newFacts.get(place)
                        .traits()
                        .forEach(trait -> set(traits.computeIfAbsent(trait, key -> new long[words]), place));
            }
        });
        return traits;
    }

    /** In 64 bits each. */
    int words() {
        return words(facts.size());
    }

    /** Null for an event on which nobody holds a position. */
    Integer place(long event) {
        return places.get(event);
    }

    /** A bit for each event that the checked filter takes. */
    long[] events(AlignmentFilter filter) {
        long[] events = any(List.of(EventAttributes.Trait.PRESENT));
        if (filter.topics() != null) {
            keep(events, any(filter.topics()));
        }
        if (filter.kinds() != null) {
            keep(events, any(filter.kinds()));
        }
        if (filter.contested()) {
            keep(events, any(List.of(EventAttributes.Trait.CONTESTED)));
        }
        if (filter.date() != null) {
            keep(events, days(filter));
        }
        return events;
    }

    private long[] any(Collection<?> traits) {
        long[] any = new long[words()];
        for (Object trait : traits) {
            long[] having = byTrait.getOrDefault(trait, any);
            for (int word = 0; word < any.length; word++) {
                any[word] |= having[word];
            }
        }
        return any;
    }

    private long[] days(AlignmentFilter filter) {
        long[] inside = new long[words()];
        for (int place = 0; place < facts.size(); place++) {
            if (facts.get(place) != null
                    && filter.date().contains(facts.get(place).day())) {
                set(inside, place);
            }
        }
        return inside;
    }

    private static void keep(long[] events, long[] others) {
        for (int word = 0; word < events.length; word++) {
            events[word] &= others[word];
        }
    }

    private static void set(long[] events, int place) {
        events[place >> 6] |= 1L << place;
    }

    private static void clear(long[] events, int place) {
        events[place >> 6] &= ~(1L << place);
    }

    private static int words(int events) {
        return (events + 63) >> 6;
    }
}
