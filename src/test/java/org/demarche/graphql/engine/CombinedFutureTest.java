package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An error always completes the future: otherwise the request would wait forever. */
class CombinedFutureTest {

    @Test
    void anErrorInTheContinuationFailsTheFuture() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> composed = CombinedFuture.compose(stage, value -> {
            throw new StackOverflowError();
        });
        stage.complete("found");
        assertThat(composed).isCompletedExceptionally();
    }

    @Test
    void anErrorInTheCombinerFailsTheFuture() {
        CompletableFuture<Object> part = new CompletableFuture<>();
        Object combined = CombinedFuture.combine(new Object[] {part}, values -> {
            throw new StackOverflowError();
        });
        part.complete("found");
        assertThat((CompletableFuture<?>) combined).isCompletedExceptionally();
    }
}
