package org.demarche.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;

/** Compares countries, given by key, over the events that a filter selects. */
final class CountryComparison {

    private static final Similarity NOTHING_IN_COMMON = new Similarity(0, 0, 0, 0);

    private static final long NANOS_PER_64_EVENTS = 4;

    private final PositionMatrix matrix;
    private final AlignmentFilter filter;
    private final long[] events;

    /** @param filter a checked filter */
    CountryComparison(PositionMatrix matrix, AlignmentFilter filter) {
        this.matrix = matrix;
        this.filter = filter;
        this.events = matrix.events().events(filter);
    }

    /** Null for a pair that the filter excludes. */
    Similarity between(long one, long other) {
        Similarity similarity = compare(matrix.planes(one), matrix.planes(other));
        return filter.accepts(similarity) ? similarity : null;
    }

    /** The similarity to each of the others that has a position, by key, without the pairs that the filter excludes. */
    Map<Long, Similarity> ofCountry(long country, LongPredicate isOther) {
        Map<Long, Similarity> found = new HashMap<>();
        for (long other : matrix.countries()) {
            Similarity similarity = isOther.test(other) ? between(country, other) : null;
            if (similarity != null) {
                found.put(other, similarity);
            }
        }
        return found;
    }

    /** The mean score of all pairs that the filter does not exclude. Null without such a pair. */
    Double cohesion(List<Long> countries) {
        List<long[]> rows =
                countries.stream().map(matrix::planes).filter(Objects::nonNull).toList();
        double sum = 0;
        int pairs = 0;
        for (int one = 0; one < rows.size(); one++) {
            for (int other = one + 1; other < rows.size(); other++) {
                Similarity similarity = compare(rows.get(one), rows.get(other));
                if (filter.accepts(similarity)) {
                    sum += similarity.score();
                    pairs++;
                }
            }
        }
        return pairs == 0 ? null : sum / pairs;
    }

    /** Estimates how long {@link #ofCountry} takes. */
    long nanosOfCountry() {
        return nanos(matrix.countries().size());
    }

    /** Estimates how long {@link #cohesion} takes. */
    long nanosOfPairs(List<Long> countries) {
        return nanos((long) countries.size() * countries.size() / 2);
    }

    private long nanos(long pairs) {
        return pairs * events.length * NANOS_PER_64_EVENTS;
    }

    private Similarity compare(long[] one, long[] other) {
        return one == null || other == null ? NOTHING_IN_COMMON : BitPlanes.compare(one, other, events);
    }
}
