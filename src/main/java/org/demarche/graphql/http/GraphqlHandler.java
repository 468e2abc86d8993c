package org.demarche.graphql.http;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.ExecutionInput;
import org.demarche.database.DataRevision;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.limit.Admission;

/** Answers GraphQL requests: from the cache if the cached response shows the current data, otherwise by execution. */
@ApplicationScoped
class GraphqlHandler {

    private final ResponseCache cache;
    private final DataRevision revisions;
    private final Admission admission;
    private final GraphqlEngine engine;
    private final RequestMetrics metrics;

    GraphqlHandler(
            ResponseCache cache,
            DataRevision revisions,
            Admission admission,
            GraphqlEngine engine,
            RequestMetrics metrics) {
        this.cache = cache;
        this.revisions = revisions;
        this.admission = admission;
        this.engine = engine;
        this.metrics = metrics;
    }

    void handle(Exchange exchange) {
        RequestKey key = cache.isEnabled() ? RequestKey.of(exchange) : null;
        long revision = key == null ? DataRevision.UNKNOWN : revisions.known();
        if (key == null || revision != DataRevision.UNKNOWN) {
            handle(exchange, key, revision);
        } else {
            revisions
                    .fetch()
                    .subscribe()
                    .with(
                            current -> handle(exchange, key, current),
                            // Without the cache: some requests, such as introspection, need no database.
                            failure -> handle(exchange, null, DataRevision.UNKNOWN));
        }
    }

    private void handle(Exchange exchange, RequestKey key, long revision) {
        ResponseCache.CachedResponse cached = key == null ? null : cache.get(key, revision);
        if (cached == null) {
            admission.enter(() -> execute(exchange, key, revision), () -> reject(exchange));
        } else {
            exchange.trace().record(cached.operation(), List.of());
            exchange.send(200, cached.json());
            metrics.count(cached.operation(), List.of(), exchange.elapsedNanos());
        }
    }

    private void execute(Exchange exchange, RequestKey key, long revision) {
        if (!exchange.isOpen()) {
            admission.leave();
            return;
        }
        ExecutedOperation operation = new ExecutedOperation();
        try {
            engine.execute(input(exchange), operation)
                    .thenAccept(result -> {
                        GraphqlResponse response = GraphqlResponse.of(result);
                        send(exchange, response, operation.name());
                        if (key != null && operation.isQuery() && !response.hasErrors()) {
                            cache.put(
                                    key, new ResponseCache.CachedResponse(revision, operation.name(), response.json()));
                        }
                    })
                    .whenComplete((sent, failure) -> {
                        admission.leave();
                        if (failure != null) {
                            metrics.countFailure(exchange.elapsedNanos());
                            exchange.http().fail(failure);
                        }
                    });
        } catch (MalformedRequestException malformed) {
            admission.leave();
            metrics.countMalformed();
            exchange.sendRequestError(400, malformed.getMessage());
        }
    }

    private void reject(Exchange exchange) {
        send(exchange, GraphqlResponse.overloaded(), null);
    }

    private void send(Exchange exchange, GraphqlResponse response, String operation) {
        exchange.trace().record(operation, response.errors());
        response.sendTo(exchange);
        metrics.count(operation, response.errors(), exchange.elapsedNanos());
    }

    private static ExecutionInput input(Exchange exchange) throws MalformedRequestException {
        return exchange.isPost()
                ? GraphqlRequest.ofBody(exchange.http().body().buffer()).input()
                : GraphqlRequest.ofParameters(exchange.http().queryParams()).input();
    }
}
