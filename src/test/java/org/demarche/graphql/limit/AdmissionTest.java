package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.demarche.config.AdmissionSettings;
import org.demarche.error.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

class AdmissionTest {

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    private final Map<String, Admission.Slot> slots = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void requestsOverTheLimitWaitAndStartInOrder() {
        Admission admission = admission(2, 10, Duration.ofMinutes(1));
        enter(admission, "a", "b", "c", "d");
        await().until(() -> waiting() == 2);
        assertThat(seen).containsExactly("a", "b");
        slots.get("a").leave();
        await().until(() -> seen.size() == 3);
        slots.get("b").leave();
        await().untilAsserted(() -> assertThat(seen).containsExactly("a", "b", "c", "d"));
        slots.get("c").leave();
        slots.get("d").leave();
        assertNothingRuns();
    }

    @Test
    void aRequestIsRejectedAtOnceIfTheQueueIsFull() {
        Admission admission = admission(1, 1, Duration.ofMinutes(1));
        enter(admission, "a", "b", "c");
        await().untilAsserted(() -> assertThat(seen).containsExactly("a", "not c"));
        assertThat(shed()).isOne();
    }

    @Test
    void aRequestThatWaitedTooLongIsRejectedEvenIfNoOtherEnds() {
        Admission admission = admission(1, 10, Duration.ofMillis(50));
        enter(admission, "a", "b", "c");
        await().untilAsserted(() -> assertThat(seen).containsExactly("a", "not b", "not c"));
        assertThat(shed()).isEqualTo(2);
        slots.get("a").leave();
        assertNothingRuns();
    }

    @Test
    void aWaitingRequestWhoseClientLeavesIsDropped() {
        Admission admission = admission(1, 10, Duration.ofMinutes(1));
        enter(admission, "a", "b", "c");
        await().until(() -> waiting() == 2);
        slots.get("b").leave();
        assertThat(waiting()).isOne();
        slots.get("a").leave();
        await().untilAsserted(() -> assertThat(seen).containsExactly("a", "c"));
        slots.get("c").leave();
        assertNothingRuns();
        assertThat(shed()).isZero();
    }

    @Test
    void leavingTwiceGivesTheUnitsBackOnce() {
        Admission admission = admission(1, 10, Duration.ofMinutes(1));
        enter(admission, "a", "b", "c");
        await().until(() -> waiting() == 2);
        slots.get("a").leave();
        slots.get("a").leave();
        await().until(() -> seen.contains("b"));
        assertThat(waiting()).isOne();
        assertThat(running()).isOne();
    }

    @Test
    void anExpensiveRequestTakesSeveralUnitsUntilItLeaves() {
        Admission admission = admission(8, 10, Duration.ofMinutes(1));
        enter(admission, "a");
        await().until(() -> slots.containsKey("a"));
        assertThat(slots.get("a").acquire(100)).isCompleted();
        assertThat(units()).as("half at most").isEqualTo(4);
        assertThat(running()).isOne();
        slots.get("a").leave();
        assertNothingRuns();
    }

    /** Each of them would wait for the others if it kept its unit. */
    @Test
    void expensiveRequestsThatTakeAllUnitsDoNotWaitForEachOther() {
        Admission admission = admission(8, 20, Duration.ofMinutes(1));
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        enter(admission, names.toArray(String[]::new));
        await().until(() -> slots.size() == 8);
        names.forEach(name -> slots.get(name)
                .acquire(2)
                .thenRun(() -> seen.add("heavy " + name))
                .thenRun(slots.get(name)::leave));
        await().until(() -> seen.size() == 16);
        await().untilAsserted(this::assertNothingRuns);
        assertThat(shed()).isZero();
    }

    @Test
    void anExpensiveRequestThatWaitsTooLongIsRejected() {
        Admission admission = admission(8, 10, Duration.ofMillis(50));
        enter(admission, "a", "b", "c", "d", "e", "f", "g", "h");
        await().until(() -> slots.size() == 8);
        CompletableFuture<Void> granted = slots.get("a").acquire(2);
        assertThatThrownBy(() -> granted.orTimeout(30, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(UnavailableException.class);
        assertThat(shed()).isOne();
        slots.values().forEach(Admission.Slot::leave);
        assertNothingRuns();
    }

    @Test
    void anExpensiveRequestWhoseClientLeavesLosesNoUnits() {
        Admission admission = admission(8, 10, Duration.ofMinutes(1));
        enter(admission, "a", "b", "c", "d", "e", "f", "g", "h");
        await().until(() -> slots.size() == 8);
        CompletableFuture<Void> granted = slots.get("a").acquire(2);
        assertThat(waiting()).isOne();
        slots.get("a").leave();
        assertThat(granted).isCompletedExceptionally();
        slots.values().forEach(Admission.Slot::leave);
        assertNothingRuns();
    }

    private void assertNothingRuns() {
        assertThat(List.of(running(), units(), waiting())).containsOnly(0.0);
    }

    private void enter(Admission admission, String... names) {
        vertx.getOrCreateContext().runOnContext(ignored -> {
            for (String name : names) {
                slots.put(name, admission.enter(slot -> seen.add(name), () -> seen.add("not " + name)));
            }
        });
    }

    private Admission admission(int running, int waiting, Duration maxWait) {
        return new Admission(new Settings(running, waiting, maxWait), vertx, meters);
    }

    private double running() {
        return meters.get("demarche.requests.running").gauge().value();
    }

    private double units() {
        return meters.get("demarche.requests.units").gauge().value();
    }

    private double waiting() {
        return meters.get("demarche.requests.waiting").gauge().value();
    }

    private double shed() {
        return meters.get("demarche.requests.shed").counter().count();
    }

    private record Settings(int running, int waiting, Duration maxWait) implements AdmissionSettings {

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int unitCost() {
            return 1;
        }

        @Override
        public int statements() {
            return 1;
        }
    }
}
