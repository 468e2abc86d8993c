package org.demarche.alignment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.vertx.core.buffer.Buffer;
import org.demarche.event.EventKind;
import org.demarche.graphql.schema.DateRange;
import org.demarche.paging.PageRequest;
import org.demarche.stance.CountryOnEvent;
import org.demarche.stance.Position;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares the matrix with a plain table of the same events, through hundreds of changes. */
class PositionMatrixTest {

    private static final int COUNTRIES = 12;
    private static final int EVENTS = 300;

    private static final AlignmentFilter ALL = AlignmentFilter.checked(null);

    /** With their meaning. */
    private static final Map<AlignmentFilter, Predicate<Event>> FILTERS = Map.of(
            ALL,
            event -> true,
            filter(List.of("a", "b", "no-such"), null, null, false),
            event -> event.topics.contains("a") || event.topics.contains("b"),
            filter(null, List.of(EventKind.VOTE, EventKind.TREATY), null, false),
            event -> event.kind != EventKind.SANCTION,
            filter(null, null, new DateRange(LocalDate.of(2001, 1, 11), null), false),
            event -> event.day.isAfter(LocalDate.of(2001, 1, 10)),
            filter(null, null, null, true),
            event -> event.positions.values().stream().distinct().count() > 1,
            filter(List.of("a"), List.of(EventKind.VOTE), new DateRange(null, LocalDate.of(2001, 1, 10)), true),
            event -> event.topics.contains("a")
                    && event.kind == EventKind.VOTE
                    && event.day.isBefore(LocalDate.of(2001, 1, 11))
                    && event.positions.values().stream().distinct().count() > 1);

    private final Random random = new Random(1);
    private final PairTotalsCache totals = new PairTotalsCache();

    /** @param positions by country */
    private record Event(EventKind kind, LocalDate day, Set<String> topics, Map<Long, Integer> positions) {

        EventPositions packed(long key) {
            Buffer packed = Buffer.buffer();
            positions.forEach((country, step) -> packed.appendLong(country * 8 + step));
            return new EventPositions(key, kind, day, topics, packed);
        }
    }

    @Test
    void afterSomeChangesItIsWhatTheTableIs() {
        assertIsTheTableAfterChanges(20);
    }

    @Heavy
    @Test
    void afterManyChangesItIsWhatTheTableIs() {
        assertIsTheTableAfterChanges(120);
    }

    private void assertIsTheTableAfterChanges(int changes) {
        Map<Long, Event> table = new HashMap<>();
        PositionMatrix matrix = PositionMatrix.EMPTY;
        for (int change = 0; change < changes; change++) {
            List<EventPositions> changed = new ArrayList<>();
            for (long key : random.longs(9, 1, EVENTS).distinct().toArray()) {
                table.put(key, event());
                changed.add(table.get(key).packed(key));
            }
            matrix = matrix.with(changed);
            for (Map.Entry<AlignmentFilter, Predicate<Event>> filter : FILTERS.entrySet()) {
                CountryComparison comparison = new CountryComparison(matrix, filter.getKey());
                assertSame(comparison, table, filter.getValue());
                assertSame(comparison.with(totals.get(comparison, () -> {})), table, filter.getValue());
                assertSameEvents(comparison, table, filter.getValue());
            }
        }
    }

    @Test
    void totalsAreKeptUpToDateByTheWordsThatHaveChanged() {
        PositionMatrix matrix = PositionMatrix.EMPTY;
        for (long event = 1; event <= 2000; event++) {
            matrix = matrix.with(List.of(event().packed(event)));
        }
        PairTotals kept = PairTotals.of(new CountryComparison(matrix, ALL), () -> {});
        for (int change = 0; change < 20; change++) {
            // The matrix grows from time to time.
            matrix = matrix.with(List.of(event().packed(1 + random.nextInt(2000)), event().packed(2001 + change * 40)));
            CountryComparison now = new CountryComparison(matrix, ALL);
            kept = kept.updated(now, () -> {});
            for (long one = 1; one <= COUNTRIES; one++) {
                for (long other = 1; other <= COUNTRIES; other++) {
                    assertThat(now.with(kept).between(one, other)).isEqualTo(now.between(one, other));
                }
            }
        }
        assertThat(kept.updated(new CountryComparison(matrix, ALL), () -> {})).isSameAs(kept);
    }

    @Test
    void totalsAreThoseOfTheMatrixWithPredecessorsToo() {
        PositionMatrix matrix = PositionMatrix.EMPTY.with(
                List.of(vote(1, Map.of(1L, 0, 2L, 4)), vote(2, Map.of(2L, 1, 3L, 4)), vote(3, Map.of(1L, 4, 3L, 3))));
        PairTotals kept = PairTotals.of(new CountryComparison(matrix, ALL), () -> {});
        PositionMatrix filled = matrix.filled(Map.of(1L, List.of(1L, 2L), 4L, List.of(4L, 2L)));
        CountryComparison comparison = new CountryComparison(filled, ALL);
        kept = kept.updated(comparison, () -> {});
        assertThat(comparison.with(kept).between(1, 3)).isEqualTo(new Similarity(2, 0, 0, 4));
        assertThat(comparison.with(kept).between(4, 3)).isEqualTo(new Similarity(1, 0, 0, 3));
        assertThat(comparison.with(kept).between(5, 3)).isNull();
    }

    @Test
    void aPositionTakenFromAPredecessorIsStillThePredecessors() {
        PositionMatrix matrix =
                PositionMatrix.EMPTY.with(List.of(vote(7, Map.of(9L, 2, 1L, 0, 2L, 4)), vote(8, Map.of(9L, 0, 3L, 1))));
        PositionMatrix filled = matrix.filled(Map.of(1L, List.of(1L, 2L, 3L)));
        List<CommonEvent> events = new CountryComparison(filled, ALL)
                .events(new CountryPair(1, 9), ScoreRange.checked(null, null))
                .page(PageRequest.of(Comparison.NEWEST_FIRST, 9, null));
        assertThat(events)
                .extracting(CommonEvent::one)
                .containsExactly(new CountryOnEvent(3, 8), new CountryOnEvent(1, 7));
        assertThat(events)
                .extracting(CommonEvent::position)
                .containsExactly(Position.PARTLY_SUPPORTS, Position.SUPPORTS);
    }

    @Test
    void anOlderMatrixStaysAsItWas() {
        PositionMatrix older = PositionMatrix.EMPTY.with(List.of(vote(1, Map.of(1L, 0, 2L, 4))));
        older.with(List.of(vote(1, Map.of(1L, 4)), vote(2, Map.of(1L, 0, 2L, 0))));
        assertThat(new CountryComparison(older, ALL).between(1, 2)).isEqualTo(new Similarity(1, 0, 1, 4));
    }

    @Test
    void aCountryCanHaveThePositionsOfOthersWhereItHoldsNoneItself() {
        PositionMatrix matrix = PositionMatrix.EMPTY.with(List.of(
                vote(1, Map.of(9L, 2, 1L, 0, 2L, 4, 3L, 4)),
                vote(2, Map.of(9L, 0, 2L, 1, 3L, 4)),
                vote(3, Map.of(9L, 4, 3L, 3))));
        PositionMatrix filled = matrix.filled(Map.of(1L, List.of(1L, 2L, 3L), 4L, List.of(4L, 3L), 5L, List.of(5L)));
        // 0 and 2, 1 and 0, 3 and 4
        assertThat(new CountryComparison(filled, ALL).between(1, 9)).isEqualTo(new Similarity(3, 0, 0, 4));
        // 4 and 2, 4 and 0, 3 and 4
        assertThat(new CountryComparison(filled, ALL).between(4, 9)).isEqualTo(new Similarity(3, 0, 1, 7));
        assertThat(new CountryComparison(filled, ALL).between(5, 9)).isNull();
        assertThat(new CountryComparison(filled, ALL).between(2, 9)).isEqualTo(new Similarity(2, 0, 0, 3));
        assertThat(new CountryComparison(matrix, ALL).between(1, 9)).isEqualTo(new Similarity(1, 0, 0, 2));
    }

    @Test
    void whatIsGoneLeavesItsRoomToOthers() {
        PositionMatrix matrix = PositionMatrix.EMPTY;
        for (long event = 1; event <= 1000; event++) {
            matrix = matrix.with(List.of(vote(event, Map.of(1L, 0, 2L, 0)), vote(event - 1, Map.of())));
        }
        assertThat(matrix.events().words()).isEqualTo(1);
        assertThat(new CountryComparison(matrix, ALL).between(1, 2)).isEqualTo(new Similarity(1, 1, 0, 0));
    }

    private static void assertSame(CountryComparison comparison, Map<Long, Event> table, Predicate<Event> counts) {
        for (long one = 1; one <= COUNTRIES; one++) {
            for (long other = 1; other <= COUNTRIES; other++) {
                Similarity expected = likeness(one, other, table, counts);
                assertThat(comparison.between(one, other)).isEqualTo(expected.common() == 0 ? null : expected);
            }
        }
    }

    /** Page by page, in the order of the list, for each range of scores. */
    private static void assertSameEvents(
            CountryComparison comparison, Map<Long, Event> table, Predicate<Event> counts) {
        for (int steps = 0; steps <= 4; steps++) {
            double score = 1 - steps / 4.0;
            assertSameEvents(comparison, table, counts, ScoreRange.checked(score, score));
        }
        assertSameEvents(comparison, table, counts, ScoreRange.checked(null, null));
        assertSameEvents(comparison, table, counts, ScoreRange.checked(0.3, 0.9));
        assertSameEvents(comparison, table, counts, ScoreRange.checked(0.6, 0.7));
    }

    private static void assertSameEvents(
            CountryComparison comparison, Map<Long, Event> table, Predicate<Event> counts, ScoreRange range) {
        List<Long> expected = table.entrySet().stream()
                .filter(entry -> counts.test(entry.getValue()))
                .filter(entry -> entry.getValue().positions().keySet().containsAll(List.of(1L, 2L)))
                .filter(entry -> {
                    Map<Long, Integer> positions = entry.getValue().positions();
                    double score = 1 - Math.abs(positions.get(1L) - positions.get(2L)) / 4.0;
                    return range.min() <= score && score <= range.max();
                })
                .sorted(Comparator.comparing((Map.Entry<Long, Event> entry) ->
                                entry.getValue().day())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
        CommonEvents events = comparison.events(new CountryPair(1, 2), range);
        assertThat(events.count()).isEqualTo(expected.size());
        List<Long> found = new ArrayList<>();
        List<CommonEvent> page = List.of();
        do {
            List<Object> after = page.isEmpty()
                    ? null
                    : List.of(page.get(6).day(), page.get(6).event());
            page = events.page(new PageRequest<>(Comparison.NEWEST_FIRST, 7, false, after, null));
            page.stream().limit(7).map(CommonEvent::event).forEach(found::add);
        } while (page.size() > 7);
        assertThat(found).isEqualTo(expected);
    }

    private static Similarity likeness(long one, long other, Map<Long, Event> table, Predicate<Event> counts) {
        int[] steps = table.values().stream()
                .filter(counts)
                .map(Event::positions)
                .filter(positions -> positions.containsKey(one) && positions.containsKey(other))
                .mapToInt(positions -> Math.abs(positions.get(one) - positions.get(other)))
                .toArray();
        int same = 0;
        int opposite = 0;
        int distance = 0;
        for (int apart : steps) {
            same += apart == 0 ? 1 : 0;
            opposite += apart == 4 ? 1 : 0;
            distance += apart;
        }
        return new Similarity(steps.length, same, opposite, distance);
    }

    /** One in ten has no positions, and half are nearly unanimous. */
    private Event event() {
        Map<Long, Integer> positions = new TreeMap<>();
        int steps = random.nextBoolean() ? 1 : 5;
        for (long country = 1; country <= COUNTRIES && random.nextInt(10) > 0; country++) {
            if (random.nextInt(3) > 0) {
                positions.put(country, random.nextInt(steps));
            }
        }
        EventKind kind =
                List.of(EventKind.VOTE, EventKind.TREATY, EventKind.SANCTION).get(random.nextInt(3));
        Set<String> topics = List.of(Set.of("a"), Set.of("a", "b"), Set.of("c"), Set.<String>of())
                .get(random.nextInt(4));
        return new Event(kind, LocalDate.of(2001, 1, 1 + random.nextInt(20)), topics, positions);
    }

    private static EventPositions vote(long key, Map<Long, Integer> positions) {
        return new Event(EventKind.VOTE, LocalDate.EPOCH, Set.of(), positions).packed(key);
    }

    private static AlignmentFilter filter(
            List<String> topics, List<EventKind> kinds, DateRange date, boolean contested) {
        return AlignmentFilter.checked(new AlignmentFilter(topics, kinds, date, contested, 1, false, null));
    }
}
