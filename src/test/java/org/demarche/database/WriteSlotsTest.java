package org.demarche.database;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteSlotsTest {

    private final WriteSlots slots = new WriteSlots(2);
    private final List<UniEmitter<? super Integer>> running = new ArrayList<>();
    private final List<Integer> ended = new ArrayList<>();

    @Test
    void onlySoManyRunAtOnceInTheirOrder() {
        IntStream.range(0, 4).forEach(this::start);
        assertThat(running).hasSize(2);
        running.get(1).complete(1);
        assertThat(running).hasSize(3);
        assertThat(ended).containsExactly(1);
        running.get(2).complete(2);
        running.get(3).complete(3);
        start(4);
        assertThat(running).hasSize(5);
        start(5);
        assertThat(running).hasSize(5);
    }

    @Test
    void oneThatFailsMakesRoomToo() {
        IntStream.range(0, 3).forEach(this::start);
        running.get(0).fail(new IllegalStateException());
        assertThat(running).hasSize(3);
        slots.<Integer>run(() -> {
                    throw new IllegalStateException();
                })
                .subscribe()
                .with(item -> {}, failure -> ended.add(-1));
        running.get(1).complete(1);
        assertThat(ended).containsExactly(-1, -1, 1);
        start(6);
        assertThat(running).hasSize(4);
    }

    private void start(int number) {
        slots.run(() -> Uni.createFrom().<Integer>emitter(running::add))
                .subscribe()
                .with(ended::add, failure -> ended.add(-1));
    }
}
