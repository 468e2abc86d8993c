package org.demarche.graphql.engine;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.schema.GraphQLObjectType;

/**
 * graphql-java's execution strategy with a fast path for the objects of a list after the first. For each field of each
 * object graphql-java prepares values that are the same for all of them, or that only errors need: half of the time of a
 * page of 460 fields (https://github.com/graphql-java/graphql-java/issues/2017).
 */
final class FastPathExecutionStrategy extends AsyncExecutionStrategy {

    FastPathExecutionStrategy(DataFetcherExceptionHandler exceptionHandler) {
        super(exceptionHandler);
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
        return super.executeObject(context, parameters);
    }
}
