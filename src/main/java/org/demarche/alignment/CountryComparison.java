package org.demarche.alignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** Compares countries, given by key, over the events that a filter selects. */
final class CountryComparison {

    private static final Similarity NOTHING_IN_COMMON = new Similarity(0, 0, 0, 0);

    private static final long NANOS_PER_64_EVENTS = 4;

    /** For the order of the events, which is sorted once for each state of the matrix, and for a walk along it. */
    private static final long NANOS_PER_EVENT = 50;

    private final PositionMatrix matrix;
    private final AlignmentFilter filter;
    private final long[] events;
    private final PairTotals totals;

    /** @param filter a checked filter */
    CountryComparison(PositionMatrix matrix, AlignmentFilter filter) {
        this(matrix, filter, matrix.events().events(filter), null);
    }

    private CountryComparison(PositionMatrix matrix, AlignmentFilter filter, long[] events, PairTotals totals) {
        this.matrix = matrix;
        this.filter = filter;
        this.events = events;
        this.totals = totals;
    }

    /** The same with the similarities of all pairs counted already. */
    CountryComparison with(PairTotals counted) {
        return new CountryComparison(matrix, filter, events, counted);
    }

    PositionMatrix matrix() {
        return matrix;
    }

    AlignmentFilter filter() {
        return filter;
    }

    /** A bit for each event that counts. */
    long[] events() {
        return events;
    }

    /** Null for a pair that the filter excludes. */
    Similarity between(long one, long other) {
        Similarity similarity = totals == null ? compare(one, other) : totals.between(one, other);
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
        double sum = 0;
        int pairs = 0;
        for (int one = 0; one < countries.size(); one++) {
            for (int other = one + 1; other < countries.size(); other++) {
                Similarity similarity = between(countries.get(one), countries.get(other));
                if (similarity != null) {
                    sum += similarity.score();
                    pairs++;
                }
            }
        }
        return pairs == 0 ? null : sum / pairs;
    }

    /** Null where it is undefined. */
    Double kappa(CountryPair pair) {
        long[] one = matrix.planes(pair.country());
        long[] other = matrix.planes(pair.with());
        return one == null || other == null ? null : Kappa.of(one, other, events);
    }

    /** The common events on which the score is in a range. */
    CommonEvents events(CountryPair pair, ScoreRange range) {
        return new CommonEvents(matrix, events, pair, range);
    }

    /** Estimates how long {@link #ofCountry} takes. */
    long nanosOfCountry() {
        return nanos(matrix.countries().size());
    }

    /** Estimates how long {@link #cohesion} takes. */
    long nanosOfPairs(List<Long> countries) {
        return nanos((long) countries.size() * countries.size() / 2);
    }

    /** Estimates how long the common events of so many pairs take. */
    long nanosOfEvents(int pairs) {
        return pairs * events.length * (long) Long.SIZE * NANOS_PER_EVENT;
    }

    private long nanos(long pairs) {
        return pairs * events.length * NANOS_PER_64_EVENTS;
    }

    private Similarity compare(long one, long other) {
        long[] planes = matrix.planes(one);
        long[] otherPlanes = matrix.planes(other);
        return planes == null || otherPlanes == null
                ? NOTHING_IN_COMMON
                : BitPlanes.compare(planes, otherPlanes, events);
    }
}
