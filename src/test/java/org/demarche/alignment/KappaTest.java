package org.demarche.alignment;

import java.util.Arrays;
import java.util.Random;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Positions are written as digits, one for each event: 0 for SUPPORTS to 4 for OPPOSES, a hyphen for none. */
class KappaTest {

    private static final Offset<Double> NEARLY = Offset.offset(1e-12);

    @ParameterizedTest
    @CsvSource({
        // observed 2 / 4, expected 0.5 * 0.5 + 0.5 * 0.5
        "0044, 0404, 0",
        "0044, 0044, 1",
        "0044, 4400, -1",
        // observed 3.5 / 4, expected 0.5 * (0.25 + 0.25 * 0.5) + 0.5 * (0.25 * 0.5 + 0.5) = 0.5
        "0044, 0244, 0.75",
        // the same, as events on which one holds no position do not count
        "0-0440, 04244-, 0.75",
        // observed 1.5 / 2, expected 0.5 * (0.5 * 0.75 + 0.5 * 0.5) + 0.5 * (0.5 + 0.5 * 0.75) = 0.75
        "01, 12, 0",
        // observed 1.75 / 2, expected 0.5 * (0.5 + 0.5 * 0.5) + 0.5 * (0.5 * 0.75 + 0.5 * 0.75) = 0.75
        "01, 02, 0.5"
    })
    void equalsWhatIsComputedByHand(String one, String other, double kappa) {
        assertThat(kappa(one, other)).isCloseTo(kappa, NEARLY);
        assertThat(kappa(other, one)).isCloseTo(kappa, NEARLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--", "0000", "2", "3-33"})
    void isUndefinedIfBothHoldOnePositionThroughoutOrNone(String positions) {
        assertThat(kappa(positions, positions)).isNull();
    }

    @Test
    void isUndefinedWithoutACommonEvent() {
        assertThat(kappa("01-", "--4")).isNull();
    }

    @Test
    void equalsTheDefinitionWithTheTableOfAllPositions() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            int events = 1 + random.nextInt(200);
            String one = positions(random, events);
            String other = positions(random, events);
            Double expected = byTable(one, other);
            if (expected == null) {
                assertThat(kappa(one, other)).as(one + " " + other).isNull();
            } else {
                assertThat(kappa(one, other)).as(one + " " + other).isCloseTo(expected, NEARLY);
            }
        }
    }

    /** (observed - expected) / (1 - expected) from the table of 25 cells and its margins. */
    private static Double byTable(String one, String other) {
        int total = 0;
        double[][] table = new double[5][5];
        for (int event = 0; event < one.length(); event++) {
            if (one.charAt(event) != '-' && other.charAt(event) != '-') {
                table[one.charAt(event) - '0'][other.charAt(event) - '0']++;
                total++;
            }
        }
        double observed = 0;
        double expected = 0;
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 5; column++) {
                double weight = 1 - Math.abs(row - column) / 4.0;
                observed += weight * table[row][column] / total;
                expected += weight * sumOfRow(table, row) * sumOfColumn(table, column) / total / total;
            }
        }
        return total == 0 || 1 - expected < 1e-9 ? null : (observed - expected) / (1 - expected);
    }

    private static double sumOfRow(double[][] table, int row) {
        double sum = 0;
        for (int column = 0; column < 5; column++) {
            sum += table[row][column];
        }
        return sum;
    }

    private static double sumOfColumn(double[][] table, int column) {
        double sum = 0;
        for (int row = 0; row < 5; row++) {
            sum += table[row][column];
        }
        return sum;
    }

    /** Few or all of the positions, on some or all of the events. */
    private static String positions(Random random, int events) {
        int kinds = 1 + random.nextInt(5);
        StringBuilder positions = new StringBuilder();
        for (int event = 0; event < events; event++) {
            positions.append(random.nextInt(4) == 0 ? "-" : Integer.toString(random.nextInt(kinds)));
        }
        return positions.toString();
    }

    private static Double kappa(String one, String other) {
        int words = (one.length() + 63) / 64;
        long[] events = new long[words];
        Arrays.fill(events, -1);
        return Kappa.of(planes(one, words), planes(other, words), events);
    }

    private static long[] planes(String positions, int words) {
        long[] planes = BitPlanes.ofWords(words);
        for (int event = 0; event < positions.length(); event++) {
            if (positions.charAt(event) != '-') {
                BitPlanes.set(planes, event, positions.charAt(event) - '0');
            }
        }
        return planes;
    }
}
