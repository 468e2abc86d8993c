package org.demarche.graphql.limit;

import java.util.ArrayList;
import java.util.List;

import org.demarche.graphql.limit.AdmissionQueue.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionQueueTest {

    private static final int CAPACITY = 32;
    private static final int HEAVY = 8;
    private static final long MILLI = 1_000_000;
    private static final long PATIENCE = AdmissionQueue.PATIENCE.toNanos();

    private final AdmissionQueue queue = new AdmissionQueue(CAPACITY);
    private long now = 1;

    @Test
    void theHeaviestRequestTakesHalfAndAtLeastOneUnit() {
        assertThat(queue.maxUnits()).isEqualTo(CAPACITY / 2);
        assertThat(new AdmissionQueue(1).maxUnits()).isOne();
    }

    @Test
    void heavyRequestsLeaveAQuarterToLightOnes() {
        assertThat(started(HEAVY, 10)).hasSize(3);
        assertThat(started(1, 100)).hasSize(8);
        assertThat(queue.used()).isEqualTo(CAPACITY);
    }

    @Test
    void lightRequestsMayTakeAllUnitsWhileNoOtherWaits() {
        assertThat(started(1, 100)).hasSize(CAPACITY);
    }

    @Test
    void requestsOfAKindStartInTheOrderOfArrival() {
        List<Entry> running = started(1, CAPACITY);
        List<Entry> waiting = List.of(add(1), add(1), add(1));
        running.subList(0, 3).forEach(queue::release);
        assertThat(pollAll()).containsExactlyElementsOf(waiting);
    }

    @Test
    void aNewRequestDoesNotOvertakeOneThatWaits() {
        List<Entry> running = started(1, CAPACITY);
        add(1);
        queue.release(running.get(0));
        assertThat(queue.start(entry(1))).isFalse();
    }

    @Test
    void lightRequestsOvertakeAHeavyOneThatDoesNotFit() {
        List<Entry> running = started(1, CAPACITY);
        add(HEAVY);
        Entry light = add(1);
        queue.release(running.get(0));
        assertThat(pollAll()).containsExactly(light);
    }

    @Test
    void aHeavyRequestThatFitsIsNotOvertaken() {
        List<Entry> running = started(1, CAPACITY);
        Entry heavy = add(HEAVY);
        Entry light = add(1);
        running.subList(0, HEAVY).forEach(queue::release);
        assertThat(pollAll()).containsExactly(heavy);
        queue.release(running.get(HEAVY));
        assertThat(pollAll()).containsExactly(light);
    }

    /** Light requests that arrive without end would otherwise take each unit that becomes free. */
    @Test
    void unitsAreKeptForAHeavyRequestThatHasWaitedForAWhile() {
        List<Entry> running = started(1, CAPACITY);
        Entry heavy = add(HEAVY);
        now += PATIENCE + MILLI;
        Entry light = add(1);
        for (int i = 0; i < HEAVY - 1; i++) {
            queue.release(running.get(i));
            assertThat(pollAll()).isEmpty();
        }
        queue.release(running.get(HEAVY - 1));
        assertThat(pollAll()).containsExactly(heavy);
        queue.release(running.get(HEAVY));
        assertThat(pollAll()).containsExactly(light);
    }

    @Test
    void lightRequestsNeverWaitForHeavyOnesThatWaitForHeavyOnes() {
        started(HEAVY, 3);
        add(HEAVY);
        now += 100 * PATIENCE;
        Entry light = add(1);
        assertThat(pollAll()).containsExactly(light);
    }

    @Test
    void aRequestThatIsRemovedTakesNothing() {
        List<Entry> running = started(1, CAPACITY);
        Entry heavy = add(HEAVY);
        assertThat(queue.remove(heavy)).isTrue();
        assertThat(queue.remove(heavy)).isFalse();
        running.forEach(queue::release);
        assertThat(pollAll()).isEmpty();
        assertThat(queue.used()).isZero();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void onlyOldRequestsAreRemovedForTheirAge() {
        started(1, CAPACITY);
        Entry light = add(1);
        Entry heavy = add(HEAVY);
        now += MILLI;
        add(1);
        assertThat(queue.removeOlderThan(now)).containsExactlyInAnyOrder(light, heavy);
        assertThat(queue.waiting()).isOne();
    }

    /** What is served under a flood of both kinds, in which each request runs as long as any other. */
    @Test
    void neitherKindStarves() {
        long heavyDone = 0;
        long lightDone = 0;
        List<Entry> running = new ArrayList<>();
        for (int round = 0; round < 1000; round++) {
            now += 10 * MILLI;
            add(HEAVY);
            for (int i = 0; i < CAPACITY; i++) {
                add(1);
            }
            running.addAll(pollAll());
            // The older half ends.
            List<Entry> ended = List.copyOf(running.subList(0, (running.size() + 1) / 2));
            ended.forEach(queue::release);
            running.removeAll(ended);
            heavyDone += ended.stream().filter(Entry::isHeavy).count();
            lightDone += ended.stream().filter(entry -> !entry.isHeavy()).count();
        }
        assertThat(heavyDone).isGreaterThan(100);
        assertThat(lightDone).isGreaterThan(4000);
    }

    private Entry add(int units) {
        Entry entry = entry(units);
        queue.add(entry, now);
        return entry;
    }

    private List<Entry> started(int units, int number) {
        List<Entry> started = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Entry entry = entry(units);
            if (queue.start(entry)) {
                started.add(entry);
            }
        }
        return started;
    }

    private List<Entry> pollAll() {
        List<Entry> polled = new ArrayList<>();
        for (Entry next = queue.poll(now); next != null; next = queue.poll(now)) {
            polled.add(next);
        }
        return polled;
    }

    private static Entry entry(int units) {
        Entry entry = new Entry();
        entry.units = units;
        return entry;
    }
}
