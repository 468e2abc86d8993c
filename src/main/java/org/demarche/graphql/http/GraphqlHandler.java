package org.demarche.graphql.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import org.demarche.database.DataRevision;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.limit.Admission;
import org.demarche.graphql.limit.RequestCost;
import org.demarche.http.AcceptedCoding;
import org.demarche.security.RequestAuthentication;

/** Answers GraphQL requests: from the cache if the cached response shows the current data, otherwise by execution. */
@Singleton
class GraphqlHandler {

    private final ResponseCache cache;
    private final DataRevision revisions;
    private final Admission admission;
    private final RunningRequests requests;
    private final CostControl costs;
    private final GraphqlEngine engine;
    private final RequestMetrics metrics;
    private final AnswerTags tags;
    private final PersistedDocuments documents;
    private final RequestAuthentication authentication;

    GraphqlHandler(
            ResponseCache cache,
            DataRevision revisions,
            Admission admission,
            RunningRequests requests,
            CostControl costs,
            GraphqlEngine engine,
            RequestMetrics metrics,
            AnswerTags tags,
            PersistedDocuments documents,
            RequestAuthentication authentication) {
        this.cache = cache;
        this.revisions = revisions;
        this.admission = admission;
        this.requests = requests;
        this.costs = costs;
        this.engine = engine;
        this.metrics = metrics;
        this.tags = tags;
        this.documents = documents;
        this.authentication = authentication;
    }

    void handle(Exchange exchange) {
        if (exchange.coding() == AcceptedCoding.NONE) {
            metrics.countMalformed();
            exchange.sendRequestError(
                    406, "The Accept-Encoding header allows neither gzip nor identity; allow one of them.");
            return;
        }
        authentication.authenticate(
                exchange.http().request(), () -> accept(exchange), failure -> refuse(exchange, failure));
    }

    private void refuse(Exchange exchange, Throwable failure) {
        if (!arrive(exchange)) {
            return;
        }
        if (failure instanceof ClientErrorException refused) {
            send(exchange, GraphqlResponse.refused(refused), null);
        } else if (failure instanceof UnavailableException unavailable) {
            send(exchange, GraphqlResponse.unavailable(unavailable), null);
        } else {
            fail(exchange, failure);
        }
    }

    /** False if the client has requested too much, which it has been told then. */
    private boolean arrive(Exchange exchange) {
        try {
            costs.arrive(exchange);
            return true;
        } catch (ClientErrorException limited) {
            send(exchange, GraphqlResponse.refused(limited), null);
            return false;
        }
    }

    private void accept(Exchange exchange) {
        if (!arrive(exchange)) {
            return;
        }
        RequestKey key = cache.isEnabled() || !exchange.isPost() ? RequestKey.of(exchange) : null;
        long revision = key == null ? DataRevision.UNKNOWN : revisions.known();
        if (key == null) {
            handle(exchange, Lookup.NONE);
        } else if (revision != DataRevision.UNKNOWN) {
            handle(exchange, new Lookup(key, revision, revisions.history()));
        } else {
            revisions
                    .fetch()
                    .subscribe()
                    .with(
                            current -> handle(exchange, new Lookup(key, current, revisions.history())),
                            // Without the cache: some requests, such as introspection, need no database.
                            failure -> handle(exchange, Lookup.NONE));
        }
    }

    private void handle(Exchange exchange, Lookup lookup) {
        ResponseCache.CachedResponse cached = lookup.isPossible() ? cache.get(lookup) : null;
        String tag = tags.current(exchange, lookup);
        if (tag != null) {
            sendNotModified(exchange, tag, cached == null ? null : cached.operation());
        } else if (cached != null) {
            exchange.prepare(cached.json())
                    .thenRun(() -> sendCached(exchange, lookup, cached))
                    .exceptionally(failure -> {
                        exchange.http().fail(failure);
                        return null;
                    });
        } else {
            Admission.Slot slot =
                    admission.enter(admitted -> execute(exchange, lookup, admitted), () -> reject(exchange));
            // Only then, because most requests do not wait.
            if (slot.isWaiting()) {
                exchange.onClientLeft(() -> leave(slot));
            }
        }
    }

    /** Counted without a name unless the answer is in the cache: the document is not even read. */
    private void sendNotModified(Exchange exchange, String tag, String operation) {
        exchange.trace().record(operation, List.of());
        exchange.sendNotModified(tag);
        metrics.count(operation, List.of(), exchange.elapsedNanos());
    }

    private void sendCached(Exchange exchange, Lookup lookup, ResponseCache.CachedResponse cached) {
        int weight = cached.json().weight();
        exchange.trace().record(cached.operation(), List.of());
        if (exchange.isPost()) {
            exchange.sendUntagged(200, cached.json());
        } else {
            exchange.sendTagged(cached.json(), tags.of(exchange, lookup, cached.ofPast(), cached.json()));
        }
        if (cached.json().weight() != weight) {
            cache.put(lookup.key(), cached);
        }
        metrics.count(cached.operation(), List.of(), exchange.elapsedNanos());
    }

    private void execute(Exchange exchange, Lookup lookup, Admission.Slot slot) {
        if (!exchange.isOpen()) {
            slot.leave();
            return;
        }
        RunningRequest running = requests.start(exchange.start(), slot, late -> timeout(exchange, late));
        exchange.onClientLeft(() -> leave(running));
        ExecutedOperation operation = operation(exchange, slot);
        try {
            GraphqlRequest request = documents.resolve(request(exchange));
            engine.execute(request.input(), operation)
                    .thenCompose(result -> {
                        if (operation.isValid()) {
                            documents.register(request);
                        }
                        return running.finish()
                                ? GraphqlResponse.written(running.context(), result, operation)
                                        .thenCompose(response -> answer(exchange, lookup, response, operation))
                                : CompletableFuture.completedFuture(null);
                    })
                    .whenComplete((sent, failure) -> {
                        running.leave();
                        if (failure != null) {
                            fail(exchange, failure);
                        }
                    });
        } catch (MalformedRequestException malformed) {
            running.leave();
            metrics.countMalformed();
            exchange.sendRequestError(400, malformed.getMessage());
        } catch (DocumentRefusedException refused) {
            running.leave();
            send(exchange, GraphqlResponse.refused(refused), null);
        } catch (RuntimeException failure) {
            running.leave();
            fail(exchange, failure);
        }
    }

    private ExecutedOperation operation(Exchange exchange, Admission.Slot slot) {
        Function<RequestCost, CompletableFuture<Void>> admission = cost -> costs.admit(exchange, slot, cost);
        return exchange.isPost() ? new ExecutedOperation(admission) : ExecutedOperation.withoutWrites(admission);
    }

    private void fail(Exchange exchange, Throwable failure) {
        if (exchange.isOpen()) {
            metrics.countFailure(exchange.elapsedNanos());
            exchange.http().fail(failure);
        }
    }

    private CompletableFuture<Void> answer(
            Exchange exchange, Lookup lookup, GraphqlResponse response, ExecutedOperation operation) {
        Lookup keptBy = operation.isLive() ? Lookup.NONE : lookup;
        return exchange.prepare(response.json()).thenRun(() -> sendExecuted(exchange, keptBy, response, operation));
    }

    private void sendExecuted(Exchange exchange, Lookup lookup, GraphqlResponse response, ExecutedOperation operation) {
        boolean isReusable = operation.isQuery() && !response.hasErrors();
        if (operation.isRefusedWrite()) {
            exchange.http().response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            exchange.sendUntagged(405, response.json());
            metrics.count(operation.name(), response.errors(), exchange.elapsedNanos());
        } else if (isReusable && !exchange.isPost()) {
            exchange.trace().record(operation.name(), List.of());
            exchange.sendTagged(response.json(), tags.of(exchange, lookup, operation.isOfPast(), response.json()));
            metrics.count(operation.name(), List.of(), exchange.elapsedNanos());
        } else {
            send(exchange, response, operation.name());
        }
        if (isReusable && lookup.isPossible() && cache.isEnabled()) {
            cache.put(
                    lookup.key(),
                    new ResponseCache.CachedResponse(
                            lookup.validity(operation.isOfPast()),
                            operation.isOfPast(),
                            operation.name(),
                            response.json()));
        }
    }

    private void timeout(Exchange exchange, UnavailableException late) {
        send(exchange, GraphqlResponse.unavailable(late), null);
    }

    private void leave(Admission.Slot slot) {
        if (slot.isWaiting()) {
            slot.leave();
            metrics.countAbandoned();
        }
    }

    private void leave(RunningRequest request) {
        if (request.clientLeft()) {
            metrics.countAbandoned();
        }
    }

    private void reject(Exchange exchange) {
        send(exchange, GraphqlResponse.unavailable(UnavailableException.overloaded()), null);
    }

    private void send(Exchange exchange, GraphqlResponse response, String operation) {
        exchange.trace().record(operation, response.errors());
        response.sendTo(exchange);
        metrics.count(operation, response.errors(), exchange.elapsedNanos());
    }

    private static GraphqlRequest request(Exchange exchange) throws MalformedRequestException {
        return exchange.isPost()
                ? GraphqlRequest.ofBody(exchange.body())
                : GraphqlRequest.ofParameters(exchange.http().queryParams());
    }
}
