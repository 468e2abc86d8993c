package org.demarche.graphql.http;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.limit.Admission;
import org.demarche.graphql.limit.RequestCost;
import org.demarche.security.CurrentCaller;

/** Executes operations for clients that receive streams of results, through the same limits and metrics as over HTTP. */
@Singleton
public class StreamedOperations {

    final Admission admission;
    final RunningRequests requests;
    final CostControl costs;
    final GraphqlEngine engine;
    final RequestMetrics metrics;
    final PersistedDocuments documents;
    final CurrentCaller callers;
    final Vertx vertx;
    private final SharedSubscriptions subscriptions;

    StreamedOperations(
            Admission admission,
            RunningRequests requests,
            CostControl costs,
            GraphqlEngine engine,
            RequestMetrics metrics,
            PersistedDocuments documents,
            CurrentCaller callers,
            Vertx vertx,
            SharedSubscriptions subscriptions) {
        this.admission = admission;
        this.requests = requests;
        this.costs = costs;
        this.engine = engine;
        this.metrics = metrics;
        this.documents = documents;
        this.callers = callers;
        this.vertx = vertx;
        this.subscriptions = subscriptions;
    }

    /** To be called on the event loop of the client. */
    public StreamedOperation start(GraphqlRequest request, StreamClient client, OperationListener listener) {
        StreamedOperation operation = new StreamedOperation(this, request, client, listener);
        operation.start();
        return operation;
    }

    StreamExecution execute(GraphqlRequest request, StreamClient client, Consumer<Outcome> listener) {
        StreamExecution execution = new StreamExecution(this, client, request, null, listener);
        execution.start();
        return execution;
    }

    /** To be called when a subscription begins; {@link SharedSubscriptions.Shared#leave} when it ends. */
    SharedSubscriptions.Shared share(GraphqlRequest request) {
        return subscriptions.enter(request.json());
    }

    /** Executes a subscription for one event; once for all subscriptions that are equal. May complete on any thread. */
    CompletableFuture<GraphqlResponse> executeEvent(
            SharedSubscriptions.Shared shared, GraphqlRequest request, StreamClient client, Object event) {
        return shared.response(event, () -> {
            CompletableFuture<GraphqlResponse> response = new CompletableFuture<>();
            StreamClient first = new StreamClient(client.network(), null, false, client.context());
            new StreamExecution(this, first, request, event, outcome -> response.complete(outcome.response())).start();
            return response;
        });
    }

    /** @throws org.demarche.error.ClientErrorException when the client has received more than it may */
    void chargeEvent(StreamClient client, RequestCost cost) {
        costs.charge(client, cost);
    }
}
