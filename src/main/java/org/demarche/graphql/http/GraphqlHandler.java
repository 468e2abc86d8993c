package org.demarche.graphql.http;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.ExecutionResultImpl;
import graphql.GraphQLError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import org.demarche.database.DataRevision;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.engine.CodedError;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.graphql.limit.Admission;

/** The way from a request to its answer: to one that is kept and shows the data as they are, or to a new one. */
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

    void answer(Exchange exchange) {
        ResponseCache.Key key = key(exchange);
        long revision = key == null ? DataRevision.UNKNOWN : revisions.known();
        if (key == null || revision != DataRevision.UNKNOWN) {
            answer(exchange, key, revision);
        } else {
            revisions
                    .ask()
                    .subscribe()
                    .with(
                            asked -> answer(exchange, key, asked),
                            // Some requests can be answered without the data.
                            unknown -> answer(exchange, null, DataRevision.UNKNOWN));
        }
    }

    private void answer(Exchange exchange, ResponseCache.Key key, long revision) {
        ResponseCache.Answer kept = key == null ? null : cache.find(key, revision);
        if (kept == null) {
            admission.enter(() -> execute(exchange, key, revision), () -> refuse(exchange));
        } else {
            exchange.trace().tell(kept.operation(), List.of());
            exchange.send(200, kept.json());
            metrics.count(kept.operation(), List.of(), exchange.nanos());
        }
    }

    private void execute(Exchange exchange, ResponseCache.Key key, long revision) {
        if (!exchange.isOpen()) {
            admission.leave();
            return;
        }
        ExecutedOperation operation = new ExecutedOperation();
        try {
            engine.execute(input(exchange), operation)
                    .thenAccept(whole -> {
                        ExecutionResult result = wholeOrNothing(whole);
                        byte[] json = ResponseWriter.of(result.toSpecification());
                        exchange.trace().tell(operation.name(), result.getErrors());
                        send(exchange, result, json);
                        metrics.count(operation.name(), result.getErrors(), exchange.nanos());
                        if (key != null
                                && operation.isQuery()
                                && result.getErrors().isEmpty()) {
                            cache.keep(key, new ResponseCache.Answer(revision, operation.name(), json));
                        }
                    })
                    .whenComplete((sent, failure) -> {
                        admission.leave();
                        if (failure != null) {
                            metrics.failed(exchange.nanos());
                            exchange.http().fail(failure);
                        }
                    });
        } catch (GraphqlRequest.Malformed malformed) {
            admission.leave();
            metrics.refused();
            exchange.refuse(400, malformed.getMessage());
        }
    }

    private void refuse(Exchange exchange) {
        ExecutionResult result = unavailable(UnavailableException.crowded().getMessage());
        send(exchange, result, ResponseWriter.of(result.toSpecification()));
        metrics.count(null, result.getErrors(), exchange.nanos());
    }

    private static void send(Exchange exchange, ExecutionResult result, byte[] json) {
        if (result.getErrors().stream().anyMatch(GraphqlHandler::isUnavailable)) {
            exchange.sendUnavailable(json);
        } else {
            boolean refused = !result.isDataPresent();
            // A client that asks for plain JSON knows no other status (section 6.4.1 of the specification).
            exchange.send(refused && exchange.type() == MediaType.GRAPHQL_RESPONSE ? 400 : 200, json);
        }
    }

    /**
     * The parts of an answer that are in memory would pass for the whole of it with caches and proxies. One error is for
     * all fields, of which each may have failed so.
     */
    private static ExecutionResult wholeOrNothing(ExecutionResult result) {
        return result.getErrors().stream()
                .filter(GraphqlHandler::isUnavailable)
                .findFirst()
                .map(error -> unavailable(error.getMessage()))
                .orElse(result);
    }

    private static boolean isUnavailable(GraphQLError error) {
        return error instanceof CodedError coded && coded.code() == ErrorCode.UNAVAILABLE;
    }

    private static ExecutionResult unavailable(String message) {
        return new ExecutionResultImpl(new CodedError(ErrorCode.UNAVAILABLE, message, null, null));
    }

    private static ExecutionInput input(Exchange exchange) throws GraphqlRequest.Malformed {
        return isPost(exchange)
                ? GraphqlRequest.ofBody(exchange.http().body().buffer()).input()
                : GraphqlRequest.ofParameters(exchange.http().queryParams()).input();
    }

    /** Null for a request whose answer must not be given to others: one that says who asks. */
    private ResponseCache.Key key(Exchange exchange) {
        var headers = exchange.http().request().headers();
        if (!cache.isOn() || headers.contains(HttpHeaders.AUTHORIZATION) || headers.contains(HttpHeaders.COOKIE)) {
            return null;
        }
        // A body is JSON and a query string is none, so that neither passes for the other.
        return isPost(exchange) ? body(exchange) : query(exchange);
    }

    private static ResponseCache.Key body(Exchange exchange) {
        var body = exchange.http().body().buffer();
        return body == null ? null : new ResponseCache.Key(body.getBytes());
    }

    private static ResponseCache.Key query(Exchange exchange) {
        String query = exchange.http().request().query();
        return query == null ? null : new ResponseCache.Key(query.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static boolean isPost(Exchange exchange) {
        return exchange.http().request().method() == HttpMethod.POST;
    }
}
