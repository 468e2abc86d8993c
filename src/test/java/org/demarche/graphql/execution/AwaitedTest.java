package org.demarche.graphql.execution;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever goes wrong, nobody is left waiting. */
class AwaitedTest {

    @Test
    void anErrorInWhatFollowsFailsTheFuture() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> following = Awaited.then(stage, value -> {
            throw new StackOverflowError();
        });
        stage.complete("found");
        assertThat(following).isCompletedExceptionally();
    }

    @Test
    void anErrorInWhatIsMadeOfTheValuesFailsTheFuture() {
        CompletableFuture<Object> part = new CompletableFuture<>();
        Object whole = Awaited.orNow(new Object[] {part}, values -> {
            throw new StackOverflowError();
        });
        part.complete("found");
        assertThat((CompletableFuture<?>) whole).isCompletedExceptionally();
    }
}
