package org.demarche.graphql.loader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.vertx.core.Handler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.graphql.loader.PacedDelivery.ITEMS_IN_A_TURN;

class PacedDeliveryTest {

    private final Queue<Handler<Void>> turns = new ArrayDeque<>();
    private final PacedDelivery delivery = new PacedDelivery(turns::add);
    private final List<Integer> delivered = new ArrayList<>();

    @Test
    void fewItemsAreDeliveredAtOnce() {
        loadAll(10, ITEMS_IN_A_TURN / 10);
        assertThat(delivered).hasSize(10);
    }

    @Test
    void manyItemsAreDeliveredInTurnsAndInTheirOrder() {
        loadAll(10, ITEMS_IN_A_TURN / 4);
        assertThat(delivered).containsExactly(0, 1, 2, 3);
        endTurn();
        assertThat(delivered).hasSize(8);
        endTurn();
        assertThat(delivered).isEqualTo(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void whatArrivesLaterIsDeliveredAtOnce() {
        loadAll(5, ITEMS_IN_A_TURN / 4);
        endTurn();
        assertThat(turns).isEmpty();
        loadAll(4, ITEMS_IN_A_TURN / 4);
        assertThat(delivered).hasSize(9);
    }

    @Test
    void whatFollowsWaitsForTheLastItem() {
        List<Integer> seen = new ArrayList<>();
        delivery.afterwards(() -> seen.add(delivered.size()));
        assertThat(seen).containsExactly(0);
        loadAll(6, ITEMS_IN_A_TURN / 2);
        delivery.afterwards(() -> seen.add(delivered.size()));
        endTurn();
        assertThat(seen).hasSize(1);
        endTurn();
        assertThat(seen).containsExactly(0, 6);
    }

    @Test
    void aFailureDoesNotWait() {
        loadAll(5, ITEMS_IN_A_TURN);
        CompletableFuture<?> failed = delivery.of(
                        CompletableFuture.failedFuture(new IllegalStateException()), value -> value)
                .toCompletableFuture();
        assertThat(failed).isCompletedExceptionally();
    }

    @Test
    void aResultThatCannotBeMadeIsAFailure() {
        CompletableFuture<?> failed = delivery.of(CompletableFuture.completedFuture(List.of()), list -> list.get(0))
                .toCompletableFuture();
        assertThat(failed).isCompletedExceptionally();
    }

    private void loadAll(int parents, int items) {
        delivery.begin();
        for (int i = 0; i < parents; i++) {
            int parent = i;
            delivery.of(CompletableFuture.completedFuture(Collections.nCopies(items, "")), List::size)
                    .thenAccept(size -> delivered.add(parent));
        }
    }

    private void endTurn() {
        turns.remove().handle(null);
    }
}
