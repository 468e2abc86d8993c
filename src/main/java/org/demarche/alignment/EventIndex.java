package org.demarche.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Assigns a bit to each event and finds the events that a filter selects. Immutable, like {@link PositionMatrix}. */
final class EventIndex {

    static final EventIndex EMPTY = new EventIndex(Map.of(), List.of(), Map.of());

    private final Map<Long, Integer> bits;
    private final List<EventAttributes> attributes;
    private final Map<Object, long[]> byTrait;

    /** Null before the first use. */
    private volatile int[] newestFirst;

    /**
     * @param bits each event's bit, by its key
     * @param attributes by bit; null for an unused bit
     * @param byTrait the events that have a trait
     */
    private EventIndex(Map<Long, Integer> bits, List<EventAttributes> attributes, Map<Object, long[]> byTrait) {
        this.bits = bits;
        this.attributes = attributes;
        this.byTrait = byTrait;
    }

    /** A copy with the current state of these events. Events on which no country holds a position have no bit. */
    EventIndex with(Collection<EventPositions> changed) {
        Map<Long, Integer> newBits = new HashMap<>(bits);
        List<EventAttributes> newAttributes = new ArrayList<>(attributes);
        BitSet taken = new BitSet();
        bits.values().forEach(taken::set);
        BitSet updated = new BitSet();
        for (EventPositions event : changed) {
            Integer bit = newBits.remove(event.event());
            if (bit != null) {
                updated.set(bit);
                taken.clear(bit);
                newAttributes.set(bit, null);
            }
            if (!event.isEmpty()) {
                int next = bit == null ? taken.nextClearBit(0) : bit;
                updated.set(next);
                taken.set(next);
                newBits.put(event.event(), next);
                put(newAttributes, next, event.attributes());
            }
        }
        return new EventIndex(newBits, newAttributes, traits(newAttributes, updated));
    }

    private static void put(List<EventAttributes> attributes, int bit, EventAttributes event) {
        if (bit == attributes.size()) {
            attributes.add(event);
        } else {
            attributes.set(bit, event);
        }
    }

    /** Updates the bits of the changed events and copies all others, which are far more. */
    private Map<Object, long[]> traits(List<EventAttributes> newAttributes, BitSet updated) {
        int words = words(newAttributes.size());
        Map<Object, long[]> traits = new HashMap<>();
        byTrait.forEach((trait, events) -> traits.put(trait, Arrays.copyOf(events, words)));
        updated.stream().forEach(bit -> {
            if (bit < attributes.size() && attributes.get(bit) != null) {
                attributes.get(bit).traits().forEach(trait -> clear(traits.get(trait), bit));
            }
            if (newAttributes.get(bit) != null) {
                newAttributes
                        .get(bit)
                        .traits()
                        .forEach(trait -> set(traits.computeIfAbsent(trait, key -> new long[words]), bit));
            }
        });
        return traits;
    }

    /** The number of words of 64 bits. */
    int words() {
        return words(attributes.size());
    }

    /** Null for an event on which no country holds a position. */
    Integer bit(long event) {
        return bits.get(event);
    }

    /** Null for an unused bit. */
    EventAttributes attributes(int bit) {
        return attributes.get(bit);
    }

    /** The bits of all events, by day and key, both descending. */
    int[] newestFirst() {
        int[] sorted = newestFirst;
        if (sorted == null) {
            sorted = IntStream.range(0, attributes.size())
                    .filter(bit -> attributes.get(bit) != null)
                    .boxed()
                    .sorted(this::compareNewestFirst)
                    .mapToInt(Integer::intValue)
                    .toArray();
            newestFirst = sorted;
        }
        return sorted;
    }

    private int compareNewestFirst(int bit, int other) {
        EventAttributes event = attributes.get(other);
        return event.compareTo(attributes.get(bit).day(), attributes.get(bit).event());
    }

    /** A bit for each event that the checked filter selects. */
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
        for (int bit = 0; bit < attributes.size(); bit++) {
            if (attributes.get(bit) != null
                    && filter.date().contains(attributes.get(bit).day())) {
                set(inside, bit);
            }
        }
        return inside;
    }

    private static void keep(long[] events, long[] others) {
        for (int word = 0; word < events.length; word++) {
            events[word] &= others[word];
        }
    }

    private static void set(long[] events, int bit) {
        events[bit >> 6] |= 1L << bit;
    }

    private static void clear(long[] events, int bit) {
        events[bit >> 6] &= ~(1L << bit);
    }

    private static int words(int events) {
        return (events + 63) >> 6;
    }
}
