package org.demarche.alignment;

import java.util.Arrays;

/**
 * The positions of one country, as bits over events. Each 64 events take five words: the first has a bit for each event
 * on which the country holds a position, the other four have one for each event on which the position lies beyond one of
 * the four thresholds between the five positions. The words of two countries therefore differ in as many bits as there
 * are steps between their positions.
 */
final class BitPlanes {

    private static final int HELD = 0;
    private static final int THRESHOLDS = 4;
    private static final int WIDTH = 1 + THRESHOLDS;

    private BitPlanes() {}

    static long[] ofWords(int words) {
        return new long[words * WIDTH];
    }

    /** A copy, extended to the number of words. */
    static long[] copy(long[] planes, int words) {
        return Arrays.copyOf(planes, words * WIDTH);
    }

    /** @param step the index in {@link EventPositions#SCALE} */
    static void set(long[] planes, int event, int step) {
        int word = (event >> 6) * WIDTH;
        long bit = 1L << event;
        planes[word + HELD] |= bit;
        for (int threshold = step + 1; threshold <= THRESHOLDS; threshold++) {
            planes[word + threshold] |= bit;
        }
    }

    static void clear(long[] planes, int event) {
        int word = (event >> 6) * WIDTH;
        for (int plane = 0; plane < WIDTH; plane++) {
            planes[word + plane] &= ~(1L << event);
        }
    }

    /** The positions of one country, and those of another on the events on which the first holds none. */
    static long[] filled(long[] one, long[] other) {
        long[] filled = one.clone();
        for (int at = 0; at < filled.length; at += WIDTH) {
            long free = ~one[at + HELD];
            for (int plane = 0; plane < WIDTH; plane++) {
                filled[at + plane] |= other[at + plane] & free;
            }
        }
        return filled;
    }

    /** @param events a bit for each event that counts, with one word per 64 events of the planes */
    static Similarity compare(long[] one, long[] other, long[] events) {
        int common = 0;
        int differing = 0;
        int opposite = 0;
        int distance = 0;
        for (int word = 0, at = 0; word < events.length; word++, at += WIDTH) {
            long both = one[at] & other[at] & events[word];
            if (both != 0) {
                long first = (one[at + 1] ^ other[at + 1]) & both;
                long second = (one[at + 2] ^ other[at + 2]) & both;
                long third = (one[at + 3] ^ other[at + 3]) & both;
                long fourth = (one[at + 4] ^ other[at + 4]) & both;
                common += Long.bitCount(both);
                differing += Long.bitCount(first | second | third | fourth);
                opposite += Long.bitCount(first & second & third & fourth);
                distance += Long.bitCount(first) + Long.bitCount(second) + Long.bitCount(third) + Long.bitCount(fourth);
            }
        }
        return new Similarity(common, common - differing, opposite, distance);
    }
}
