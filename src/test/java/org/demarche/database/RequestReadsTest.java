package org.demarche.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.error.UnavailableException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestReadsTest {

    private final RequestReads reads = RequestReads.begin(2);

    /** The statements that were started; the test completes them. */
    private final List<CompletableFuture<String>> started = new ArrayList<>();

    private final AtomicInteger cancelled = new AtomicInteger();

    @Test
    void onlyAFewStatementsRunAtOnceAndOthersStartInOrder() {
        List<CompletableFuture<String>> results =
                IntStream.range(0, 5).mapToObj(i -> read()).toList();
        assertThat(started).hasSize(2);
        started.get(1).complete("second");
        assertThat(results.get(1)).isCompletedWithValue("second");
        assertThat(started).hasSize(3);
        started.get(0).complete("first");
        started.get(2).complete("third");
        assertThat(results.get(2)).isCompletedWithValue("third");
        assertThat(started).hasSize(5);
    }

    @Test
    void aStatementThatFailsMakesRoomForTheNext() {
        CompletableFuture<String> first = read();
        read();
        read();
        started.get(0).completeExceptionally(new IllegalStateException("down"));
        assertThat(first).isCompletedExceptionally();
        assertThat(started).hasSize(3);
    }

    @Test
    void otherWaitsDoNotTakeThePlaceOfStatements() {
        onRequest(() -> {
            RequestReads.begin(1);
            for (int i = 0; i < 5; i++) {
                RequestReads.endable(uni()).subscribeAsCompletionStage();
            }
            return null;
        });
        assertThat(started).hasSize(5);
    }

    @Test
    void allReadsOfARequestThatEndsFailAndNoneStarts() {
        UnavailableException reason = UnavailableException.clientLeft();
        List<CompletableFuture<String>> results =
                new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> read()).toList());
        reads.end(reason);
        results.add(read());
        assertThat(results)
                .allSatisfy(result -> assertThatThrownBy(result::join).hasCause(reason));
        assertThat(started).hasSize(2);
        assertThat(cancelled).hasValue(2);
    }

    @Test
    void aReadThatHasEndedIsNotCancelled() {
        CompletableFuture<String> result = read();
        started.get(0).complete("done");
        reads.end(UnavailableException.clientLeft());
        assertThat(result).isCompletedWithValue("done");
        assertThat(cancelled).hasValue(0);
    }

    /** As when the database is known to be unavailable. */
    @Test
    void thousandsOfStatementsThatFailAtOnceDoNotOverflowTheStack() {
        read();
        read();
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            reads.statement(() -> Uni.createFrom().failure(new IllegalStateException("down")))
                    .subscribe()
                    .with(item -> {}, failure -> failed.incrementAndGet());
        }
        assertThat(failed).hasValue(0);
        started.get(0).complete("first");
        assertThat(failed).hasValue(100_000);
    }

    @Test
    void aRequestHasItsOwnReadsAndTheContextThatAllShareHasNone() {
        boolean[] found = onRequest(() -> {
            boolean before = RequestReads.current() != null;
            RequestReads own = RequestReads.begin(1);
            return new boolean[] {before, RequestReads.current() == own};
        });
        assertThat(found).containsExactly(false, true);
        assertThat(RequestReads.current()).isNull();
    }

    private CompletableFuture<String> read() {
        return reads.statement(this::uni).subscribeAsCompletionStage();
    }

    private Uni<String> uni() {
        return Uni.createFrom().emitter(emitter -> {
            CompletableFuture<String> read = new CompletableFuture<>();
            started.add(read);
            emitter.onTermination(() -> {
                if (!read.isDone()) {
                    cancelled.incrementAndGet();
                }
            });
            read.whenComplete((item, failure) -> {
                if (failure == null) {
                    emitter.complete(item);
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }

    private static <T> T onRequest(Supplier<T> work) {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<T> result = new CompletableFuture<>();
            Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            request.runOnContext(ignored -> result.complete(work.get()));
            return result.join();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
