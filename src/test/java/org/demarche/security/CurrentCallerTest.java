package org.demarche.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CurrentCallerTest {

    private final Vertx vertx = Vertx.vertx();
    private final CurrentCaller current = new CurrentCaller();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void requestsWithoutATokenHaveNoCaller() throws Exception {
        assertThat(inRequest(current::get)).isEmpty();
        assertThat(inRequest(() -> refusal(Role.EDITOR))).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void editorsMayNotDoWhatCuratorsMay() throws Exception {
        assertThat(inRequest(() -> as(Role.EDITOR).require(Role.EDITOR).name())).isEqualTo("Ana");
        assertThat(inRequest(() -> {
                    as(Role.EDITOR);
                    return refusal(Role.CURATOR);
                }))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void curatorsMayDoWhatEditorsMay() throws Exception {
        assertThat(inRequest(() -> as(Role.CURATOR).require(Role.EDITOR).name()))
                .isEqualTo("Ana");
        assertThat(inRequest(() -> as(Role.CURATOR).require(Role.CURATOR).name()))
                .isEqualTo("Ana");
    }

    @Test
    void callersWithoutARoleMayNothing() throws Exception {
        assertThat(inRequest(() -> {
                    as();
                    return refusal(Role.EDITOR);
                }))
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void aCallerBelongsToOneRequestOnly() throws Exception {
        inRequest(() -> as(Role.EDITOR));
        Optional<Caller> next = inRequest(current::get);
        assertThat(next).isEmpty();
    }

    private CurrentCaller as(Role... roles) {
        current.set(new Caller("ana", "Ana", Set.of(roles), Instant.MAX));
        return current;
    }

    private ErrorCode refusal(Role role) {
        return catchThrowableOfType(ClientErrorException.class, () -> current.require(role))
                .code();
    }

    private <T> T inRequest(Supplier<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()).runOnContext(ignored -> {
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }
}
