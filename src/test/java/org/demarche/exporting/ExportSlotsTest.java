package org.demarche.exporting;

import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.demarche.config.ExportSettings;
import org.demarche.model.IpNetwork;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExportSlotsTest {

    private static final IpNetwork ONE = IpNetwork.parse("192.0.2.1");
    private static final IpNetwork OTHER = IpNetwork.parse("192.0.2.2");
    private static final IpNetwork THIRD = IpNetwork.parse("192.0.2.3");

    @Test
    void aClientMayHaveNoMoreThanRemainFree() {
        ExportSlots slots = slots(4);
        assertThat(slots.enter(ONE)).isTrue();
        assertThat(slots.enter(ONE)).isTrue();
        assertThat(slots.enter(ONE)).isFalse();
        assertThat(slots.enter(OTHER)).isTrue();
        assertThat(slots.enter(OTHER)).isFalse();
        assertThat(slots.enter(THIRD)).isTrue();
        assertThat(slots.enter(IpNetwork.parse("192.0.2.4"))).isFalse();
        slots.leave(ONE);
        assertThat(slots.enter(OTHER)).as("has one, and none would remain").isFalse();
        assertThat(slots.enter(IpNetwork.parse("192.0.2.4"))).isTrue();
    }

    @Test
    void aSingleSlotCanBeUsed() {
        ExportSlots slots = slots(1);
        assertThat(slots.enter(ONE)).isTrue();
        assertThat(slots.enter(OTHER)).isFalse();
        slots.leave(ONE);
        assertThat(slots.enter(OTHER)).isTrue();
    }

    private static ExportSlots slots(int limit) {
        ExportSettings settings = new ExportSettings() {
            @Override
            public int running() {
                return limit;
            }

            @Override
            public Duration timeLimit() {
                return Duration.ofMinutes(10);
            }
        };
        return new ExportSlots(settings, new SimpleMeterRegistry());
    }
}
