package org.demarche.alignment;

import java.util.Arrays;
import java.util.BitSet;

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

    /** Whether the country holds a position on the event. */
    static boolean holds(long[] planes, int event) {
        return (planes[(event >> 6) * WIDTH + HELD] >>> event & 1) != 0;
    }

    /** The index in {@link EventPositions#SCALE} of the position held on the event. */
    static int step(long[] planes, int event) {
        int word = (event >> 6) * WIDTH;
        int step = THRESHOLDS;
        for (int threshold = 1; threshold <= THRESHOLDS; threshold++) {
            step -= (int) (planes[word + threshold] >>> event & 1);
        }
        return step;
    }

    /**
     * A bit for each event that counts and on which both hold positions that are so many steps apart.
     *
     * @param events as for {@link #compare}
     * @param fewest the fewest steps, from 0
     * @param most the most steps, up to 4
     */
    static long[] apart(long[] one, long[] other, long[] events, int fewest, int most) {
        long[] apart = new long[events.length];
        for (int word = 0, at = 0; word < events.length; word++, at += WIDTH) {
            long both = one[at] & other[at] & events[word];
            if (both != 0) {
                apart[word] = both & apart(one, other, at, fewest, most);
            }
        }
        return apart;
    }

    /** Adds up the four thresholds that differ, for 64 events at once, to a number of three bits. */
    private static long apart(long[] one, long[] other, int at, int fewest, int most) {
        long first = one[at + 1] ^ other[at + 1];
        long second = one[at + 2] ^ other[at + 2];
        long third = one[at + 3] ^ other[at + 3];
        long fourth = one[at + 4] ^ other[at + 4];
        long ones = first ^ second ^ third ^ fourth;
        long fours = first & second & third & fourth;
        long twos = (first & second) ^ (third & fourth) ^ ((first ^ second) & (third ^ fourth));
        long within = 0;
        for (int steps = fewest; steps <= most; steps++) {
            within |= matching(ones, steps) & matching(twos, steps >> 1) & matching(fours, steps >> 2);
        }
        return within;
    }

    private static long matching(long bits, int bit) {
        return (bit & 1) == 0 ? ~bits : bits;
    }

    /** On how many of the events the country's position lies beyond each of the four thresholds. */
    static int[] beyondThresholds(long[] planes, long[] events) {
        int[] beyond = new int[THRESHOLDS];
        for (int word = 0, at = 0; word < events.length; word++, at += WIDTH) {
            for (int threshold = 0; threshold < THRESHOLDS; threshold++) {
                beyond[threshold] += Long.bitCount(planes[at + 1 + threshold] & events[word]);
            }
        }
        return beyond;
    }

    /** Adds the words in which the planes differ to a set. Of different lengths, what one lacks counts as zero. */
    static void addDifferingWords(long[] one, long[] other, BitSet words) {
        int length = Math.max(one.length, other.length);
        long[] padded = one.length == length ? one : Arrays.copyOf(one, length);
        long[] otherPadded = other.length == length ? other : Arrays.copyOf(other, length);
        int from = 0;
        int mismatch = padded == otherPadded ? -1 : Arrays.mismatch(padded, otherPadded);
        while (mismatch >= 0) {
            int word = (from + mismatch) / WIDTH;
            words.set(word);
            from = (word + 1) * WIDTH;
            mismatch = Arrays.mismatch(padded, from, length, otherPadded, from, length);
        }
    }

    /** Some of the words, in their order. Those that the planes lack are zero. */
    static long[] words(long[] planes, int[] words) {
        long[] some = ofWords(words.length);
        for (int i = 0; i < words.length; i++) {
            if (words[i] * WIDTH < planes.length) {
                System.arraycopy(planes, words[i] * WIDTH, some, i * WIDTH, WIDTH);
            }
        }
        return some;
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
