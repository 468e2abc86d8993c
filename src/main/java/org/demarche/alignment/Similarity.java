package org.demarche.alignment;

/**
 * What two countries' positions have in common.
 *
 * @param common events on which both hold a position
 * @param same those of them on which they hold the same
 * @param opposite those of them that one supports and the other opposes
 * @param distance the steps between their positions, summed up; from support to opposition there are four
 */
record Similarity(int common, int same, int opposite, int distance) {

    private static final double FURTHEST = 4;

    /** From whole numbers by one division, so that equal shares are equal to the last bit. */
    double score() {
        return (FURTHEST * common - distance) / (FURTHEST * common);
    }
}
