package org.demarche.alignment;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The similarities of all pairs of countries over the events of a filter. Counting them takes the longer the more events
 * there are. After a change of a few events they are derived from the former ones: what the words of these events have
 * added is subtracted, and what they add now is added. Immutable. 200 countries take 320 KB.
 */
final class PairTotals {

    private static final Similarity NOTHING_IN_COMMON = new Similarity(0, 0, 0, 0);

    /** With more of the words changed, counting anew is about as fast. */
    private static final int MAX_CHANGED_SHARE = 4;

    /** The common, same and opposite events and the distance. */
    private static final int WIDTH = 4;

    private final CountryComparison comparison;
    private final Map<Long, Integer> places;
    private final int[] totals;

    private PairTotals(CountryComparison comparison, Map<Long, Integer> places, int[] totals) {
        this.comparison = comparison;
        this.places = places;
        this.totals = totals;
    }

    /** @param endCheck is called between two countries */
    static PairTotals of(CountryComparison comparison, Runnable endCheck) {
        Map<Long, Integer> places = new HashMap<>();
        comparison.matrix().countries().forEach(country -> places.put(country, places.size()));
        PairTotals counted =
                new PairTotals(comparison, places, new int[places.size() * (places.size() - 1) / 2 * WIDTH]);
        counted.add(1, counted.planes(comparison), comparison.events(), endCheck);
        return counted;
    }

    /** The totals of a later state of the matrix, or the same ones if nothing has changed. */
    PairTotals updated(CountryComparison later, Runnable endCheck) {
        if (!places.keySet().equals(later.matrix().countries())) {
            return of(later, endCheck);
        }
        int length = Math.max(comparison.events().length, later.events().length);
        BitSet changed = changedWords(later, length);
        if (changed.isEmpty()) {
            return this;
        }
        if (changed.cardinality() * MAX_CHANGED_SHARE > length) {
            return of(later, endCheck);
        }
        PairTotals updated = new PairTotals(later, places, totals.clone());
        int[] words = changed.stream().toArray();
        updated.addWords(-1, comparison, words, length, endCheck);
        updated.addWords(1, later, words, length, endCheck);
        return updated;
    }

    /** Nothing in common for a country without positions. */
    Similarity between(long one, long other) {
        Integer place = places.get(one);
        Integer otherPlace = places.get(other);
        if (place == null || otherPlace == null) {
            return NOTHING_IN_COMMON;
        }
        if (one == other) {
            long[] planes = comparison.matrix().planes(one);
            return BitPlanes.compare(planes, planes, comparison.events());
        }
        int at = index(Math.min(place, otherPlace), Math.max(place, otherPlace));
        return new Similarity(totals[at], totals[at + 1], totals[at + 2], totals[at + 3]);
    }

    private static int index(int lower, int higher) {
        return (higher * (higher - 1) / 2 + lower) * WIDTH;
    }

    private BitSet changedWords(CountryComparison later, int length) {
        BitSet changed = new BitSet();
        long[] before = Arrays.copyOf(comparison.events(), length);
        long[] now = Arrays.copyOf(later.events(), length);
        for (int word = 0; word < length; word++) {
            changed.set(word, before[word] != now[word]);
        }
        for (long country : places.keySet()) {
            BitPlanes.addDifferingWords(
                    comparison.matrix().planes(country), later.matrix().planes(country), changed);
        }
        return changed;
    }

    private void addWords(int sign, CountryComparison state, int[] words, int length, Runnable endCheck) {
        long[][] planes = planes(state);
        for (int place = 0; place < planes.length; place++) {
            planes[place] = BitPlanes.words(planes[place], words);
        }
        long[] events = Arrays.copyOf(state.events(), length);
        add(sign, planes, Arrays.stream(words).mapToLong(word -> events[word]).toArray(), endCheck);
    }

    private long[][] planes(CountryComparison state) {
        long[][] planes = new long[places.size()][];
        places.forEach((country, place) -> planes[place] = state.matrix().planes(country));
        return planes;
    }

    private void add(int sign, long[][] planes, long[] events, Runnable endCheck) {
        for (int higher = 1; higher < planes.length; higher++) {
            endCheck.run();
            for (int lower = 0; lower < higher; lower++) {
                Similarity similarity = BitPlanes.compare(planes[lower], planes[higher], events);
                int at = index(lower, higher);
                totals[at] += sign * similarity.common();
                totals[at + 1] += sign * similarity.same();
                totals[at + 2] += sign * similarity.opposite();
                totals[at + 3] += sign * similarity.distance();
            }
        }
    }
}
