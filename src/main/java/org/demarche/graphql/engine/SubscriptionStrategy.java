package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import graphql.ExecutionResult;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FetchedValue;
import graphql.execution.MergedField;
import org.demarche.error.ClientErrorException;
import org.demarche.graphql.limit.RequestLimits;

/**
 * Executes a subscription in two steps: the first calls its root field, which returns the source of the events; then each
 * event is executed as a separate request, with the event as the value of that field. graphql-java's strategy executes all
 * events within the first request: they would share its data loaders, which keep what they have read, its limits and its
 * time.
 */
final class SubscriptionStrategy extends FastPathExecutionStrategy {

    /** The key in graphql-java's context of the request; has no value in the first step. */
    static final String EVENT = "org.demarche.event";

    private static final int ROOT_FIELD_LEVEL = 1;

    SubscriptionStrategy(
            DataFetcherExceptionHandler exceptionHandler,
            RequestLimits limits,
            Function<OffsetDateTime, CompletionStage<Void>> lookBack) {
        super(exceptionHandler, limits, lookBack);
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        if (!context.getGraphQLContext()
                .<ExecutedOperation>get(ExecutedOperation.KEY)
                .isStreamed()) {
            throw ClientErrorException.invalidRequest(
                    "A subscription has any number of results; send it over a WebSocket with the subprotocol"
                            + " graphql-transport-ws, or with Accept: text/event-stream.");
        }
        return super.execute(context, parameters);
    }

    @Override
    CompletableFuture<ExecutionResult> run(ExecutionContext context, ExecutionStrategyParameters parameters) {
        return event(context) == null ? subscribe(context, parameters) : super.run(context, parameters);
    }

    @Override
    protected Object resolveFieldWithInfo(ExecutionContext context, ExecutionStrategyParameters parameters) {
        return parameters.getPath().getLevel() == ROOT_FIELD_LEVEL
                ? completeField(
                        context, parameters, unboxPossibleDataFetcherResult(context, parameters, event(context)))
                : super.resolveFieldWithInfo(context, parameters);
    }

    private CompletableFuture<ExecutionResult> subscribe(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        // Validation has checked that there is exactly one.
        MergedField root = parameters.getFields().getSubFieldsList().get(0);
        Object fetched = fetchField(context, parameters.transform(changed -> changed.field(root)
                .path(parameters.getPath().segment(root.getResultKey()))));
        return fetched instanceof CompletableFuture<?> later
                ? later.thenApply(value -> source(context, (FetchedValue) value))
                : CompletableFuture.completedFuture(source(context, (FetchedValue) fetched));
    }

    private static ExecutionResult source(ExecutionContext context, FetchedValue source) {
        ExecutionResult.Builder<?> result = ExecutionResult.newExecutionResult();
        return source.getFetchedValue() == null
                ? result.errors(context.getErrors()).build()
                : result.data(source.getFetchedValue()).build();
    }

    private static Object event(ExecutionContext context) {
        return context.getGraphQLContext().get(EVENT);
    }
}
