package org.demarche.graphql.http;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Singleton;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.limit.Admission;

/**
 * Executes queries that no client has sent, so that the first clients need not wait for what only the first execution of a
 * query takes. They have the admission and the time limit of those of clients, and are in no metric of requests.
 */
@Singleton
public class BackgroundQueries {

    private final Admission admission;
    private final RunningRequests requests;
    private final GraphqlEngine engine;
    private final Vertx vertx;

    BackgroundQueries(Admission admission, RunningRequests requests, GraphqlEngine engine, Vertx vertx) {
        this.admission = admission;
        this.requests = requests;
        this.engine = engine;
        this.vertx = vertx;
    }

    /** @return the data; fails if there are errors, or if the service has too much else to do */
    public CompletableFuture<Map<String, Object>> execute(String document, Map<String, Object> variables) {
        ExecutionInput input = ExecutionInput.newExecutionInput(document)
                .locale(Locale.ROOT)
                .variables(variables)
                .build();
        CompletableFuture<Map<String, Object>> data = new CompletableFuture<>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> admission.enter(
                slot -> execute(input, slot, data),
                () -> data.completeExceptionally(UnavailableException.overloaded())));
        return data;
    }

    private void execute(ExecutionInput input, Admission.Slot slot, CompletableFuture<Map<String, Object>> data) {
        RunningRequest running = requests.start(System.nanoTime(), slot, data::completeExceptionally);
        ExecutedOperation operation = ExecutedOperation.withoutWrites(cost -> CompletableFuture.completedFuture(null));
        engine.execute(input, operation).whenComplete((result, failure) -> {
            running.leave();
            if (failure != null) {
                data.completeExceptionally(failure);
            } else if (result.getErrors().isEmpty()) {
                data.complete(written(result, operation));
            } else {
                data.completeExceptionally(
                        new IllegalStateException(result.getErrors().toString()));
            }
        });
    }

    /** Writing the JSON is a part of what the first client would wait for. */
    private static Map<String, Object> written(ExecutionResult result, ExecutedOperation operation) {
        GraphqlResponse.of(result, operation).json().gzip();
        return result.getData();
    }
}
