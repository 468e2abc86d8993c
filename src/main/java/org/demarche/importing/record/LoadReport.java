package org.demarche.importing.record;

import java.util.EnumMap;
import java.util.Map;

import org.demarche.database.Saved;

/** What became of a record's entries. */
public final class LoadReport {

    private final Map<Saved.Outcome, Integer> counts = new EnumMap<>(Saved.Outcome.class);

    void count(Saved saved) {
        counts.merge(saved.outcome(), 1, Integer::sum);
    }

    public int of(Saved.Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    @Override
    public String toString() {
        return "%d recorded, %d revised, %d unchanged"
                .formatted(of(Saved.Outcome.RECORDED), of(Saved.Outcome.REVISED), of(Saved.Outcome.UNCHANGED));
    }
}
