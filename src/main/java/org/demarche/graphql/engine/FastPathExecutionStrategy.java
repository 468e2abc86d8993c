package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.schema.GraphQLObjectType;
import org.demarche.graphql.limit.RequestCost;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.graphql.limit.ResponseMeter;

/**
 * graphql-java's execution strategy with a fast path for the objects of a list after the first. For each field of each
 * object graphql-java prepares values that are the same for all of them, or that only errors need: half of the time of a
 * page of 460 fields (https://github.com/graphql-java/graphql-java/issues/2017).
 */
class FastPathExecutionStrategy extends AsyncExecutionStrategy {

    private final RequestLimits limits;
    private final Function<OffsetDateTime, CompletionStage<Void>> lookBack;

    /** @param lookBack lets the request read what was known at a time */
    FastPathExecutionStrategy(
            DataFetcherExceptionHandler exceptionHandler,
            RequestLimits limits,
            Function<OffsetDateTime, CompletionStage<Void>> lookBack) {
        super(exceptionHandler);
        this.limits = limits;
        this.lookBack = lookBack;
    }

    /** Called once per operation, or event of a subscription, when the variables are known and nothing has been fetched. */
    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        GraphQLContext request = context.getGraphQLContext();
        RequestCost cost = request.<CheckedDocument>get(CheckedDocument.class)
                .costOf(context, limits)
                .check(context.getCoercedVariables().toMap());
        ResponseMeter meter = new ResponseMeter(limits.settings());
        request.put(ResponseMeter.class, meter);
        ExecutedOperation operation = request.get(ExecutedOperation.KEY);
        operation.setMeter(meter);
        OffsetDateTime time = KnownAtDirective.time(context);
        CompletableFuture<Void> admission = operation.admit(time == null ? cost : cost.ofPast());
        if (time != null) {
            operation.setOfPast();
            return admission
                    .thenCompose(admitted -> lookBack.apply(time))
                    .thenCompose(known -> run(context, parameters));
        }
        return admission.isDone() && !admission.isCompletedExceptionally()
                ? run(context, parameters)
                : admission.thenCompose(admitted -> run(context, parameters));
    }

    /** Called when the operation has been admitted. */
    CompletableFuture<ExecutionResult> run(ExecutionContext context, ExecutionStrategyParameters parameters) {
        return super.execute(context, parameters);
    }

    @Override
    protected FieldValueInfo completeValueForList(
            ExecutionContext context, ExecutionStrategyParameters parameters, Iterable<Object> items) {
        if (items instanceof Collection<?> collection) {
            context.getGraphQLContext().<ResponseMeter>get(ResponseMeter.class).addNodes(collection.size());
        }
        return super.completeValueForList(context, parameters, items);
    }

    @Override
    protected Object completeValueForObject(
            ExecutionContext context, ExecutionStrategyParameters parameters, GraphQLObjectType type, Object object) {
        Object completed = FastPathObjectReader.of(context)
                .read(
                        parameters.getField(),
                        type,
                        object,
                        () -> super.completeValueForObject(context, parameters, type, object));
        return completed == null ? super.completeValueForObject(context, parameters, type, object) : completed;
    }

    /** Called for the first object of each selection, and for every object that the fast path cannot read. */
    @Override
    protected Object executeObject(ExecutionContext context, ExecutionStrategyParameters parameters) {
        GraphQLObjectType type =
                (GraphQLObjectType) parameters.getExecutionStepInfo().getUnwrappedNonNullType();
        FastPathObjectReader.of(context).learn(parameters.getField(), type, parameters.getFields());
        context.getGraphQLContext()
                .<ResponseMeter>get(ResponseMeter.class)
                .addBytes(FastPathSelection.keyBytes(parameters.getFields()));
        return super.executeObject(context, parameters);
    }
}
