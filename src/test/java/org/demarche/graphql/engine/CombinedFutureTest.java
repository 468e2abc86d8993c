package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever goes wrong, nobody is left waiting. */
class CombinedFutureTest {

    @Test
    void anErrorInWhatFollowsFailsTheFuture() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> following = CombinedFuture.then(stage, value -> {
            throw new StackOverflowError();
        });
        stage.complete("found");
        assertThat(following).isCompletedExceptionally();
    }

    @Test
    void anErrorInWhatIsMadeOfTheValuesFailsTheFuture() {
        CompletableFuture<Object> part = new CompletableFuture<>();
        Object whole = CombinedFuture.orNow(new Object[] {part}, values -> {
            throw new StackOverflowError();
        });
        part.complete("found");
        assertThat((CompletableFuture<?>) whole).isCompletedExceptionally();
    }
}
