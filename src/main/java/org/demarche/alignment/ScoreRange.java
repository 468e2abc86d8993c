package org.demarche.alignment;

import org.demarche.error.ClientErrorException;

/** The scores of single events that a list of comparisons shows, both ends inclusive. A score is a multiple of a quarter. */
record ScoreRange(double min, double max) {

    /** @param min null for 0
     * @param max null for 1
     */
    static ScoreRange checked(Double min, Double max) {
        ScoreRange range = new ScoreRange(checked("minScore", min, 0), checked("maxScore", max, 1));
        if (range.min > range.max) {
            throw ClientErrorException.invalid(
                    "minScore, maxScore",
                    "%s is more than %s, so no score is between them; exchange them".formatted(range.min, range.max));
        }
        return range;
    }

    private static double checked(String argument, Double value, double otherwise) {
        if (value == null) {
            return otherwise;
        }
        // Negated, so that NaN is out of range too.
        if (!(value >= 0 && value <= 1)) {
            throw ClientErrorException.invalid(
                    argument, "%s is out of range; a score is at least 0 and at most 1".formatted(value));
        }
        return value;
    }

    /** The fewest steps between two positions whose score is in the range. */
    int fewestSteps() {
        return (int) Math.ceil((1 - max) * EventPositions.MAX_STEPS);
    }

    int mostSteps() {
        return (int) Math.floor((1 - min) * EventPositions.MAX_STEPS);
    }
}
