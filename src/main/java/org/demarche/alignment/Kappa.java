package org.demarche.alignment;

/**
 * Weighted Cohen's kappa of two countries over their common events, with linear weights: the agreement of two positions is
 * {@code 1 - |x - y| / 2}, as in the score (J. Cohen, "Weighted kappa: nominal scale agreement with provision for scaled
 * disagreement or partial credit", Psychological Bulletin 70 (4), 1968, 213-220).
 *
 * <p>With these weights the disagreement is the number of steps between the positions, so it is the number of thresholds
 * that lie between them. Its expectation, if both countries keep how often they hold each position but choose
 * independently, is the sum over the thresholds of the chance that one country's position lies beyond it and the other's
 * does not. So the table of 25 cells need not be counted: how often each position lies beyond each threshold is enough.
 */
final class Kappa {

    private Kappa() {}

    /**
     * @param events a bit for each event that counts
     * @return null without a common event, and if no disagreement is expected, because both hold one and the same position
     *     throughout
     */
    static Double of(long[] one, long[] other, long[] events) {
        Similarity similarity = BitPlanes.compare(one, other, events);
        long[] common = BitPlanes.apart(one, other, events, 0, EventPositions.MAX_STEPS);
        int[] oneBeyond = BitPlanes.beyondThresholds(one, common);
        int[] otherBeyond = BitPlanes.beyondThresholds(other, common);
        long total = similarity.common();
        long expected = 0;
        for (int threshold = 0; threshold < oneBeyond.length; threshold++) {
            expected += oneBeyond[threshold] * (total - otherBeyond[threshold])
                    + (total - oneBeyond[threshold]) * otherBeyond[threshold];
        }
        // Both sums of disagreement are multiplied by the square of the total, to stay with integers.
        return expected == 0 ? null : 1 - (double) (similarity.distance() * total) / expected;
    }
}
