package org.demarche.alignment;

import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.inject.Singleton;

/**
 * The totals of the filters used last, so that what takes long to count is counted once and then kept up to date. The
 * answers do not depend on it.
 */
@Singleton
class PairTotalsCache {

    /** Each keeps a state of the matrix, which is usually the same for all. */
    private static final int SIZE = 8;

    private final Map<AlignmentFilter, PairTotals> totals = new LinkedHashMap<>(SIZE, 0.75f, true);

    /** @param endCheck is called from time to time */
    PairTotals get(CountryComparison comparison, Runnable endCheck) {
        AlignmentFilter events = comparison.filter().eventsOnly();
        PairTotals known;
        synchronized (totals) {
            known = totals.get(events);
        }
        PairTotals current = known == null ? PairTotals.of(comparison, endCheck) : known.updated(comparison, endCheck);
        if (current != known) {
            keep(events, current);
        }
        return current;
    }

    private void keep(AlignmentFilter events, PairTotals current) {
        synchronized (totals) {
            totals.put(events, current);
            if (totals.size() > SIZE) {
                totals.remove(totals.keySet().iterator().next());
            }
        }
    }
}
