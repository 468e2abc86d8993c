package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import org.demarche.database.KnownMoments;
import org.demarche.graphql.limit.RequestLimits;

/**
 * Executes the requests that arrive over HTTP. Replaces SmallRye's execution service, which copies each request to JSON and
 * fills a context that none of our fields uses (compare https://github.com/smallrye/smallrye-graphql/issues/770).
 */
@Singleton
public class GraphqlEngine {

    /** The key in {@code extensions} by which a request asks for its cost, and under which the response has it. */
    private static final String COST = "cost";

    private final GraphQL graphql;
    private final DocumentCache documents;
    private final RequestLimits limits;

    @Inject
    GraphqlEngine(ServedSchema served, RequestLimits limits, KnownMoments moments) {
        this(served.schema(), limits, time -> moments.lookBack(time).subscribeAsCompletionStage());
    }

    /** @param lookBack lets the current request read what was known at a time */
    GraphqlEngine(
            GraphQLSchema schema, RequestLimits limits, Function<OffsetDateTime, CompletionStage<Void>> lookBack) {
        this.limits = limits;
        ExceptionHandler errors = new ExceptionHandler();
        documents = new DocumentCache(schema, limits);
        graphql = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new FastPathExecutionStrategy(errors, limits, lookBack))
                .mutationExecutionStrategy(new SerialExecutionStrategy(errors, limits, lookBack))
                .subscriptionExecutionStrategy(new SubscriptionStrategy(errors, limits, lookBack))
                .defaultDataFetcherExceptionHandler(errors)
                .instrumentation(new RequestInstrumentation(errors))
                .preparsedDocumentProvider(documents)
                .build();
    }

    /**
     * @param operation set once the document is known to be valid
     * @return never fails: a request that cannot be executed has errors and no data. The data of a subscription are a
     *     {@code Multi} of its events, for {@link #executeEvent}
     */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input, ExecutedOperation operation) {
        input.getGraphQLContext().put(ExecutedOperation.KEY, operation);
        try {
            limits.checkVariables(input.getVariables());
            return graphql.executeAsync(input)
                    .thenApply(result -> withCost(result, input, operation))
                    .exceptionally(GraphqlEngine::failed);
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(failed(failure));
        }
    }

    /**
     * Executes a subscription for one event, as a separate request.
     *
     * @return as of {@link #execute}
     */
    public CompletableFuture<ExecutionResult> executeEvent(
            ExecutionInput input, ExecutedOperation operation, Object event) {
        input.getGraphQLContext().put(SubscriptionStrategy.EVENT, event);
        return execute(input, operation);
    }

    /** The result of a request that has failed outside of the engine. */
    public static ExecutionResult failed(Throwable failure) {
        return ExecutionResult.newExecutionResult()
                .addError(ExceptionHandler.error(failure, null, null))
                .build();
    }

    private ExecutionResult withCost(ExecutionResult result, ExecutionInput input, ExecutedOperation operation) {
        if (operation.cost() == null
                || !Boolean.TRUE.equals(input.getExtensions().get(COST))) {
            return result;
        }
        return result.transform(
                changed -> changed.addExtension(COST, operation.cost().toMap(limits.settings())));
    }
}
