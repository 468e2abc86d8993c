package org.demarche.importing.record;

import java.util.EnumMap;
import java.util.Map;

import org.demarche.database.UpsertResult;

/** How many entries of a record were recorded, revised or unchanged. */
public final class LoadReport {

    private final Map<UpsertResult.Outcome, Integer> counts = new EnumMap<>(UpsertResult.Outcome.class);

    void count(UpsertResult saved) {
        counts.merge(saved.outcome(), 1, Integer::sum);
    }

    void add(Map<UpsertResult.Outcome, Integer> more) {
        more.forEach((outcome, count) -> counts.merge(outcome, count, Integer::sum));
    }

    public int of(UpsertResult.Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    int changes() {
        return of(UpsertResult.Outcome.RECORDED) + of(UpsertResult.Outcome.REVISED);
    }

    @Override
    public String toString() {
        return "%d recorded, %d revised, %d unchanged"
                .formatted(
                        of(UpsertResult.Outcome.RECORDED),
                        of(UpsertResult.Outcome.REVISED),
                        of(UpsertResult.Outcome.UNCHANGED));
    }
}
