package org.demarche.http;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import org.demarche.config.HttpSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RequestBodyTest {

    private static final int KIB = 1024;

    private final BodyBudget budget = new BodyBudget(new Settings(64 * KIB), new SimpleMeterRegistry());

    @Test
    void aSmallBodyReservesNothing() {
        RequestBody body = new RequestBody(budget, 8 * KIB);
        assertThat(body.append(bytes(5 * KIB))).isTrue();
        assertThat(body.append(bytes(3 * KIB))).isTrue();
        assertThat(budget.used()).isZero();
        assertThat(body.toBytes()).hasSize(8 * KIB);
    }

    /** A client that announces much and sends nothing must not use up the budget. */
    @Test
    void memoryIsReservedForBytesThatArrived() {
        RequestBody body = new RequestBody(budget, 64 * KIB);
        body.append(bytes(10 * KIB));
        assertThat(budget.used()).isEqualTo(2 * KIB);
        body.append(bytes(KIB));
        assertThat(budget.used()).as("twice as much at once").isEqualTo(12 * KIB);
        body.append(bytes(53 * KIB));
        assertThat(budget.used()).isEqualTo(56 * KIB);
        assertThat(body.toBytes()).hasSize(64 * KIB);
    }

    @Test
    void allBodiesTogetherHaveABudget() {
        RequestBody one = new RequestBody(budget, 60 * KIB);
        RequestBody other = new RequestBody(budget, 60 * KIB);
        assertThat(one.append(bytes(60 * KIB))).isTrue();
        assertThat(other.append(bytes(60 * KIB))).isFalse();
        one.release();
        assertThat(other.append(bytes(60 * KIB))).isTrue();
        other.release();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whatArrivesIsKeptInItsOrder() {
        RequestBody body = new RequestBody(budget, 100);
        body.append(Buffer.buffer("one "));
        body.append(Buffer.buffer("two "));
        body.append(Buffer.buffer("three"));
        assertThat(new String(body.toBytes(), StandardCharsets.UTF_8)).isEqualTo("one two three");
    }

    @Test
    void aBodyFitsUpToItsMaximum() {
        RequestBody body = new RequestBody(budget, 10);
        body.append(bytes(6));
        assertThat(body.fits(bytes(4))).isTrue();
        assertThat(body.fits(bytes(5))).isFalse();
    }

    private static Buffer bytes(int length) {
        return Buffer.buffer(new byte[length]);
    }

    private record Settings(long capacity) implements HttpSettings {

        @Override
        public int connectionsPerAddress() {
            return 1;
        }

        @Override
        public MemorySize bodies() {
            return new MemorySize(BigInteger.valueOf(capacity));
        }

        @Override
        public Duration receiveTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Duration sendTimeout() {
            return Duration.ZERO;
        }

        @Override
        public MemorySize unsent() {
            return bodies();
        }
    }
}
