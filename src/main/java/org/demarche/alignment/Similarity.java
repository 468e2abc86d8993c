package org.demarche.alignment;

/**
 * What two countries' positions have in common.
 *
 * @param common the number of events on which both countries hold a position
 * @param same those on which they hold the same position
 * @param opposite those that one supports and the other opposes
 * @param distance the sum of the steps between their positions; from support to opposition there are four
 */
record Similarity(int common, int same, int opposite, int distance) {

    private static final double MAX_DISTANCE = EventPositions.MAX_STEPS;

    /** Divides integers once, so that equal ratios give the same bits. */
    double score() {
        return (MAX_DISTANCE * common - distance) / (MAX_DISTANCE * common);
    }
}
