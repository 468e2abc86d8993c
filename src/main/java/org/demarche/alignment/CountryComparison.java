package org.demarche.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Countries compared by their keys, over the events that a filter takes. */
final class CountryComparison {

    private static final Similarity NOTHING_IN_COMMON = new Similarity(0, 0, 0, 0);

    private static final long NANOS_FOR_64_EVENTS = 4;

    private final PositionMatrix matrix;
    private final AlignmentFilter filter;
    private final long[] events;

    /** @param filter checked */
    CountryComparison(PositionMatrix matrix, AlignmentFilter filter) {
        this.matrix = matrix;
        this.filter = filter;
        this.events = matrix.events().events(filter);
    }

    /** Null for a pair that the filter leaves out. */
    Similarity between(long one, long other) {
        Similarity likeness = compare(matrix.planes(one), matrix.planes(other));
        return filter.takes(likeness) ? likeness : null;
    }

    /** With every other country, by its key, but for the pairs that the filter leaves out. */
    Map<Long, Similarity> ofCountry(long country) {
        Map<Long, Similarity> found = new HashMap<>();
        for (long other : matrix.countries()) {
            Similarity likeness = other == country ? null : between(country, other);
            if (likeness != null) {
                found.put(other, likeness);
            }
        }
        return found;
    }

    /** The mean score of all pairs, but for those that the filter leaves out; null without any. */
    Double cohesion(List<Long> countries) {
        List<long[]> rows =
                countries.stream().map(matrix::planes).filter(Objects::nonNull).toList();
        double sum = 0;
        int pairs = 0;
        for (int one = 0; one < rows.size(); one++) {
            for (int other = one + 1; other < rows.size(); other++) {
                Similarity likeness = compare(rows.get(one), rows.get(other));
                if (filter.takes(likeness)) {
                    sum += likeness.score();
                    pairs++;
                }
            }
        }
        return pairs == 0 ? null : sum / pairs;
    }

    /** About how long {@link #ofCountry} takes. */
    long nanosOfCountry() {
        return nanos(matrix.countries().size());
    }

    /** About how long {@link #cohesion} takes. */
    long nanosOfPairs(List<Long> countries) {
        return nanos((long) countries.size() * countries.size() / 2);
    }

    private long nanos(long pairs) {
        return pairs * events.length * NANOS_FOR_64_EVENTS;
    }

    private Similarity compare(long[] one, long[] other) {
        return one == null || other == null ? NOTHING_IN_COMMON : BitPlanes.compare(one, other, events);
    }
}
