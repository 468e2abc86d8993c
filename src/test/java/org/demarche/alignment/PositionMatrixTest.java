package org.demarche.alignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import io.vertx.mutiny.core.buffer.Buffer;
import org.demarche.event.EventKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Bits beside a plain table of the same positions, through hundreds of changes. */
class PositionMatrixTest {

    private static final int COUNTRIES = 12;
    private static final int EVENTS = 300;
    private static final AlignmentFilter ALL = AlignmentFilter.checked(null);

    private final Random random = new Random(1);

    @Test
    void afterAnyChangesItIsWhatTheTableIs() {
        Map<Long, Map<Long, Integer>> table = new HashMap<>();
        PositionMatrix matrix = PositionMatrix.EMPTY;
        for (int change = 0; change < 120; change++) {
            List<EventPositions> changed = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(9); i++) {
                long event = random.nextInt(EVENTS) + 1L;
                if (changed.stream().noneMatch(other -> other.event() == event)) {
                    table.put(event, positions());
                    changed.add(event(event, table.get(event)));
                }
            }
            matrix = matrix.with(changed);
            assertSame(matrix, table);
        }
    }

    @Test
    void anOlderMatrixStaysAsItWas() {
        PositionMatrix older = PositionMatrix.EMPTY.with(List.of(event(1, Map.of(1L, 0, 2L, 4))));
        older.with(List.of(event(1, Map.of(1L, 4)), event(2, Map.of(1L, 0, 2L, 0))));
        assertThat(new Comparison(older, ALL).between(1, 2)).isEqualTo(new Likeness(1, 0, 1, 4));
    }

    @Test
    void whatIsGoneLeavesItsRoomToOthers() {
        PositionMatrix matrix = PositionMatrix.EMPTY;
        for (long event = 1; event <= 1000; event++) {
            matrix = matrix.with(List.of(event(event, Map.of(1L, 0, 2L, 0)), event(event - 1, Map.of())));
        }
        assertThat(matrix.events(any -> true)).hasSize(1);
        assertThat(new Comparison(matrix, ALL).between(1, 2)).isEqualTo(new Likeness(1, 1, 0, 0));
    }

    private void assertSame(PositionMatrix matrix, Map<Long, Map<Long, Integer>> table) {
        Comparison comparison = new Comparison(matrix, ALL);
        for (long one = 1; one <= COUNTRIES; one++) {
            for (long other = 1; other <= COUNTRIES; other++) {
                Likeness expected = likeness(one, other, table);
                assertThat(comparison.between(one, other)).isEqualTo(expected.common() == 0 ? null : expected);
            }
        }
    }

    private static Likeness likeness(long one, long other, Map<Long, Map<Long, Integer>> table) {
        int[] numbers = new int[4];
        table.values().stream()
                .filter(event -> event.containsKey(one) && event.containsKey(other))
                .mapToInt(event -> Math.abs(event.get(one) - event.get(other)))
                .forEach(steps -> {
                    numbers[0]++;
                    numbers[1] += steps == 0 ? 1 : 0;
                    numbers[2] += steps == 4 ? 1 : 0;
                    numbers[3] += steps;
                });
        return new Likeness(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private Map<Long, Integer> positions() {
        Map<Long, Integer> positions = new TreeMap<>();
        for (long country = 1; country <= COUNTRIES && random.nextInt(10) > 0; country++) {
            if (random.nextInt(3) > 0) {
                positions.put(country, random.nextInt(5));
            }
        }
        return positions;
    }

    private static EventPositions event(long event, Map<Long, Integer> positions) {
        Buffer packed = Buffer.buffer();
        positions.forEach((country, step) -> packed.appendLong(country * 8 + step));
        return new EventPositions(event, EventKind.VOTE, LocalDate.EPOCH, Set.of(), packed);
    }
}
