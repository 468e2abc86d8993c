package org.demarche.importing.record;

import java.util.concurrent.Callable;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Parses on a worker thread: a long record takes seconds, and would block the event loop. */
@Singleton
class ParserThread {

    private final Vertx vertx;

    ParserThread(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Continues on the thread of the caller. */
    <T> Uni<T> run(Callable<T> parsing) {
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.getOrCreateContext().executeBlocking(parsing).toCompletionStage());
    }
}
