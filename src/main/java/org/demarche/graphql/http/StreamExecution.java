package org.demarche.graphql.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import graphql.ExecutionResult;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import org.demarche.database.RequestReads;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.limit.Admission;

/**
 * One execution for a stream: of a query, of a mutation, of the first step of a subscription, or of a subscription for one
 * event. Passes the same admission and limits as a request over HTTP, in a separate Vert.x context.
 */
final class StreamExecution {

    private final StreamedOperations services;
    private final StreamClient client;
    private final GraphqlRequest unresolved;
    private final Object event;
    private final Consumer<Outcome> listener;
    private final Context context;
    private final long start = System.nanoTime();
    private Admission.Slot slot;
    private RunningRequest running;
    private ExecutedOperation operation = new ExecutedOperation();
    private boolean done;

    /**
     * @param event null unless a subscription is executed for an event
     * @param listener called on the event loop of the client, unless the execution is cancelled
     */
    StreamExecution(
            StreamedOperations services,
            StreamClient client,
            GraphqlRequest unresolved,
            Object event,
            Consumer<Outcome> listener) {
        this.services = services;
        this.client = client;
        this.unresolved = unresolved;
        this.event = event;
        this.listener = listener;
        this.context = VertxContext.createNewDuplicatedContext(client.context());
        VertxContextSafetyToggle.setContextSafe(context, true);
    }

    void start() {
        context.runOnContext(ignored -> enter());
    }

    /** To be called on the event loop of the client, when nobody waits for the result any more. */
    void cancel() {
        if (done) {
            return;
        }
        done = true;
        if (running != null) {
            running.clientLeft();
        } else if (slot != null) {
            slot.leave();
        }
        services.metrics.countAbandoned();
    }

    private void enter() {
        if (done) {
            return;
        }
        if (client.caller() != null) {
            services.callers.set(client.caller());
        }
        try {
            if (event == null) {
                services.costs.arrive(client);
            }
        } catch (ClientErrorException limited) {
            finish(GraphqlResponse.refused(limited));
            return;
        }
        slot = services.admission.enter(
                this::execute, () -> finish(GraphqlResponse.unavailable(UnavailableException.overloaded())));
    }

    private void execute(Admission.Slot admitted) {
        if (done) {
            admitted.leave();
            return;
        }
        running = services.requests.start(start, admitted, late -> finish(GraphqlResponse.unavailable(late)));
        if (event != null) {
            // A replica may not have replayed the change yet.
            RequestReads.readFromPrimary();
        }
        operation = ExecutedOperation.streamed(client.mayWrite(), cost -> services.costs.admit(client, admitted, cost));
        try {
            GraphqlRequest request = services.documents.resolve(unresolved);
            execute(request).whenComplete((result, failure) -> {
                if (operation.isValid()) {
                    services.documents.register(request);
                }
                running.leave();
                finish(result, failure);
            });
        } catch (MalformedRequestException malformed) {
            running.leave();
            finish(GraphqlResponse.refused(ClientErrorException.invalidRequest(malformed.getMessage())));
        } catch (DocumentRefusedException refused) {
            running.leave();
            finish(GraphqlResponse.refused(refused));
        } catch (RuntimeException failure) {
            running.leave();
            finish(null, failure);
        }
    }

    private CompletableFuture<ExecutionResult> execute(GraphqlRequest request) {
        return event == null
                ? services.engine.execute(request.input(), operation)
                : services.engine.executeEvent(request.input(), operation, event);
    }

    private void finish(ExecutionResult result, Throwable failure) {
        if (failure != null) {
            finish(GraphqlResponse.failed(failure));
        } else if (result.getData() instanceof Multi<?> events) {
            finish(new Outcome(null, events, operation.cost()));
        } else {
            GraphqlResponse.written(context, result, operation)
                    .exceptionally(GraphqlResponse::failed)
                    .thenAccept(this::finish);
        }
    }

    private void finish(GraphqlResponse response) {
        finish(new Outcome(response, null, operation.cost()));
    }

    private void finish(Outcome outcome) {
        if (!done) {
            done = true;
            services.metrics.count(operation.name(), outcome.errors(), System.nanoTime() - start);
            listener.accept(outcome);
        }
    }
}
