package org.demarche.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SharedReadTest {

    /** The reads that were started; the test completes them. */
    private final List<CompletableFuture<String>> reads = new ArrayList<>();

    private final SharedRead<String> shared = new SharedRead<>(() -> {
        CompletableFuture<String> read = new CompletableFuture<>();
        reads.add(read);
        return Uni.createFrom().completionStage(read);
    });

    @Test
    void callsDuringAReadShareTheNext() {
        CompletableFuture<String> first = ask();
        CompletableFuture<String> second = ask();
        CompletableFuture<String> third = ask();
        assertThat(reads).hasSize(1);
        reads.get(0).complete("old");
        assertThat(first.join()).isEqualTo("old");
        assertThat(second).isNotDone();
        assertThat(reads).hasSize(2);
        CompletableFuture<String> fourth = ask();
        reads.get(1).complete("new");
        assertThat(List.of(second.join(), third.join())).containsOnly("new");
        reads.get(2).complete("newest");
        assertThat(fourth.join()).isEqualTo("newest");
        assertThat(reads).hasSize(3);
    }

    @Test
    void aCallWithoutARunningReadStartsOne() {
        CompletableFuture<String> first = ask();
        reads.get(0).complete("old");
        CompletableFuture<String> second = ask();
        reads.get(1).complete("new");
        assertThat(List.of(first.join(), second.join())).containsExactly("old", "new");
    }

    @Test
    void aFailureReachesOnlyTheCallsThatShareTheRead() {
        CompletableFuture<String> first = ask();
        CompletableFuture<String> second = ask();
        reads.get(0).completeExceptionally(new IllegalStateException("down"));
        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class).hasMessageContaining("down");
        reads.get(1).complete("up");
        assertThat(second.join()).isEqualTo("up");
    }

    @Test
    void aReadThatFailsToStartDoesNotBlockTheNext() {
        boolean[] broken = {true};
        SharedRead<String> read = new SharedRead<>(() -> {
            if (broken[0]) {
                throw new IllegalStateException("down");
            }
            return Uni.createFrom().item("up");
        });
        assertThatThrownBy(() -> read.get().await().indefinitely()).hasMessageContaining("down");
        broken[0] = false;
        assertThat(read.get().await().indefinitely()).isEqualTo("up");
    }

    private CompletableFuture<String> ask() {
        return shared.get().subscribeAsCompletionStage();
    }
}
