package org.demarche.graphql.limit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.demarche.config.AdmissionSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AdmissionTest {

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

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
        admission.leave();
        await().until(() -> seen.size() == 3);
        admission.leave();
        await().untilAsserted(() -> assertThat(seen).containsExactly("a", "b", "c", "d"));
        admission.leave();
        admission.leave();
        assertThat(running()).isZero();
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
        admission.leave();
        assertThat(running()).isZero();
    }

    private void enter(Admission admission, String... names) {
        vertx.getOrCreateContext().runOnContext(ignored -> {
            for (String name : names) {
                admission.enter(() -> seen.add(name), () -> seen.add("not " + name));
            }
        });
    }

    private Admission admission(int running, int waiting, Duration maxWait) {
        return new Admission(new Settings(running, waiting, maxWait), vertx, meters);
    }

    private double running() {
        return meters.get("demarche.requests.running").gauge().value();
    }

    private double waiting() {
        return meters.get("demarche.requests.waiting").gauge().value();
    }

    private double shed() {
        return meters.get("demarche.requests.shed").counter().count();
    }

    private record Settings(int running, int waiting, Duration maxWait) implements AdmissionSettings {}
}
