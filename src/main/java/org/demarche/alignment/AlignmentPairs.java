package org.demarche.alignment;

import java.util.List;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** The alignments of all pairs of countries, for exports. */
@Singleton
public class AlignmentPairs {

    private final AlignmentCalculator calculator;

    AlignmentPairs(AlignmentCalculator calculator) {
        this.calculator = calculator;
    }

    /**
     * Each pair once, sorted by the codes of the countries.
     *
     * @param codes of countries of which each pair contains one at least; null for all pairs
     * @param filter null for none
     */
    public Uni<List<Alignment>> all(List<String> codes, AlignmentFilter filter) {
        return calculator.pairs(codes, AlignmentFilter.checked(filter));
    }

    /** Computed when it is asked for; null where it is not defined. */
    public static Double kappa(Alignment pair) {
        return pair.comparison().kappa(pair.pair());
    }
}
