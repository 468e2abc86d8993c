package org.demarche.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.demarche.error.UnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demarche.support.Polling.await;

class SharedReadTest {

    /** The reads that were started; the test completes them. */
    private final List<CompletableFuture<String>> reads = new CopyOnWriteArrayList<>();

    private final SharedRead<String> shared = new SharedRead<>(() -> {
        return Uni.createFrom().completionStage(newRead());
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

    /** Not even the request that started the read ends it: others wait for its result. */
    @Test
    void aRequestThatEndsStopsWaitingAndDoesNotEndTheRead() {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<String> ended = new CompletableFuture<>();
        CompletableFuture<RequestReads> request = new CompletableFuture<>();
        List<RequestReads> readsOfTheRead = new ArrayList<>();
        SharedRead<String> observed = new SharedRead<>(() -> {
            readsOfTheRead.add(RequestReads.current());
            return Uni.createFrom().completionStage(newRead());
        });
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(ignored -> {
            request.complete(RequestReads.begin(1));
            observed.get().subscribe().with(ended::complete, ended::completeExceptionally);
        });
        await().until(() -> reads.size() == 1);
        request.join().end(UnavailableException.clientLeft());
        assertThatThrownBy(ended::join).hasCauseInstanceOf(UnavailableException.class);
        assertThat(reads.get(0)).isNotDone();
        CompletableFuture<String> later = observed.get().subscribeAsCompletionStage();
        reads.get(0).complete("old");
        await().until(() -> reads.size() == 2);
        reads.get(1).complete("new");
        assertThat(later.join()).isEqualTo("new");
        assertThat(readsOfTheRead).containsOnlyNulls();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<String> newRead() {
        CompletableFuture<String> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    }

    private CompletableFuture<String> ask() {
        return shared.get().subscribeAsCompletionStage();
    }
}
