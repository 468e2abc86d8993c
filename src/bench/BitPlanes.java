import java.util.Random;
import java.util.function.Supplier;

import org.roaringbitmap.RoaringBitmap;

/**
 * Compares plain words, which the service uses for the positions of 200 countries on 5,774 events, with Roaring bitmaps:
 * computes the mean score of all pairs, over all events and over a tenth of them, with both on the same made-up record.
 *
 * <p>{@code mvn dependency:copy -Dartifact=org.roaringbitmap:RoaringBitmap:1.3.0 -DoutputDirectory=target/bench} and then
 * {@code java -cp "target/bench/*" src/bench/BitPlanes.java}
 */
public class BitPlanes {

    static final int COUNTRIES = 200;
    static final int EVENTS = 5774;
    static final int WORDS = (EVENTS + 63) / 64;
    static final int WIDTH = 5;
    static final int ROUNDS = 15;

    /** Positions by country and event: 0 to 4 from support to opposition, 5 for none. */
    static final int[][] STEPS = madeUp();

    static final long[][] PLANES = planes();
    static final RoaringBitmap[][] ROARING = roaring();

    public static void main(String... arguments) {
        boolean[] some = new boolean[EVENTS];
        boolean[] all = new boolean[EVENTS];
        for (int event = 0; event < EVENTS; event++) {
            all[event] = true;
            some[event] = event % 10 == 3;
        }
        System.out.println("all pairs of 200 countries       words     Roaring    ratio");
        measure("over 5,774 events", all);
        measure("over a tenth of them", some);
    }

    static void measure(String name, boolean[] filter) {
        long[] words = new long[WORDS];
        RoaringBitmap bitmap = new RoaringBitmap();
        for (int event = 0; event < EVENTS; event++) {
            if (filter[event]) {
                words[event >> 6] |= 1L << event;
                bitmap.add(event);
            }
        }
        double[] byWords = median(() -> meanByWords(words));
        double[] byRoaring = median(() -> meanByRoaring(bitmap));
        if (Math.abs(byWords[1] - byRoaring[1]) > 1e-12) {
            throw new IllegalStateException("results differ: " + byWords[1] + " and " + byRoaring[1]);
        }
        System.out.printf("%-28s %7.2fms %9.2fms %7.1fx%n", name, byWords[0], byRoaring[0], byRoaring[0] / byWords[0]);
    }

    /** The median time in milliseconds, and the result. */
    static double[] median(Supplier<Double> work) {
        double[] times = new double[ROUNDS];
        double answer = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long start = System.nanoTime();
            answer = work.get();
            times[Math.max(round, 0)] = (System.nanoTime() - start) / 1e6;
        }
        java.util.Arrays.sort(times);
        return new double[] {times[ROUNDS / 2], answer};
    }

    static double meanByWords(long[] events) {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < COUNTRIES; a++) {
            for (int b = a + 1; b < COUNTRIES; b++) {
                sum += byWords(PLANES[a], PLANES[b], events);
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** As BitPlanes.compare in the service, including "same" and "opposite". */
    static double byWords(long[] one, long[] other, long[] events) {
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
        return check(common, common - differing, opposite, distance);
    }

    static double meanByRoaring(RoaringBitmap events) {
        RoaringBitmap[][] counted = new RoaringBitmap[COUNTRIES][WIDTH];
        for (int country = 0; country < COUNTRIES; country++) {
            for (int plane = 0; plane < WIDTH; plane++) {
                counted[country][plane] = events.getCardinality() == EVENTS
                        ? ROARING[country][plane]
                        : RoaringBitmap.and(ROARING[country][plane], events);
            }
        }
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < COUNTRIES; a++) {
            for (int b = a + 1; b < COUNTRIES; b++) {
                sum += byRoaring(counted[a], counted[b]);
                pairs++;
            }
        }
        return sum / pairs;
    }

    /** One bitmap per position; the distance follows from the sizes of all intersections. */
    static double byRoaring(RoaringBitmap[] one, RoaringBitmap[] other) {
        int common = 0;
        int same = 0;
        int opposite = 0;
        int distance = 0;
        for (int x = 0; x < WIDTH; x++) {
            for (int y = 0; y < WIDTH; y++) {
                if (one[x].isEmpty() || other[y].isEmpty()) {
                    continue;
                }
                int both = RoaringBitmap.andCardinality(one[x], other[y]);
                common += both;
                same += x == y ? both : 0;
                opposite += Math.abs(x - y) == 4 ? both : 0;
                distance += Math.abs(x - y) * both;
            }
        }
        return check(common, same, opposite, distance);
    }

    static double check(int common, int same, int opposite, int distance) {
        if (same + opposite > common) {
            throw new IllegalStateException();
        }
        return (4.0 * common - distance) / (4.0 * common);
    }

    /** As in the UN: seven of ten countries take a position; of ten positions eight support, one abstains, one opposes. */
    static int[][] madeUp() {
        Random random = new Random(1);
        int[][] steps = new int[COUNTRIES][EVENTS];
        for (int[] country : steps) {
            for (int event = 0; event < EVENTS; event++) {
                int chance = random.nextInt(100);
                country[event] = chance >= 70 ? 5 : chance >= 14 ? 0 : chance >= 7 ? 2 : 4;
            }
        }
        return steps;
    }

    static long[][] planes() {
        long[][] planes = new long[COUNTRIES][WORDS * WIDTH];
        for (int country = 0; country < COUNTRIES; country++) {
            for (int event = 0; event < EVENTS; event++) {
                int step = STEPS[country][event];
                for (int plane = step + 1; step < 5 && plane < WIDTH; plane++) {
                    planes[country][(event >> 6) * WIDTH + plane] |= 1L << event;
                }
                planes[country][(event >> 6) * WIDTH] |= step < 5 ? 1L << event : 0;
            }
        }
        return planes;
    }

    static RoaringBitmap[][] roaring() {
        RoaringBitmap[][] bitmaps = new RoaringBitmap[COUNTRIES][WIDTH];
        for (int country = 0; country < COUNTRIES; country++) {
            for (int step = 0; step < WIDTH; step++) {
                bitmaps[country][step] = new RoaringBitmap();
                for (int event = 0; event < EVENTS; event++) {
                    if (STEPS[country][event] == step) {
                        bitmaps[country][step].add(event);
                    }
                }
                bitmaps[country][step].runOptimize();
            }
        }
        return bitmaps;
    }
}
