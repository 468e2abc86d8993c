package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DelegatingDataFetchingEnvironment;

/**
 * Everything that happens once per request within graphql-java. A single instrumentation, because graphql-java calls each
 * one for every field of a response.
 */
public final class RequestInstrumentation extends SimplePerformantInstrumentation {

    private final ExceptionHandler errors;

    public RequestInstrumentation(ExceptionHandler errors) {
        this.errors = errors;
    }

    /** Called once the document is known to be valid. */
    @Override
    public ExecutionContext instrumentExecutionContext(
            ExecutionContext context, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        NullVariables.check(
                context.getGraphQLSchema(),
                context.getDocument(),
                context.getCoercedVariables().toMap());
        ExecutedOperation operation = context.getGraphQLContext().get(ExecutedOperation.KEY);
        if (operation != null) {
            operation.set(context.getOperationDefinition());
        }
        return context;
    }

    /**
     * The introspection of graphql-java fails if its argument {@code includeDeprecated} is null, which the schema allows. No
     * upstream issue known.
     */
    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return parameters.getField().getArgument("includeDeprecated") == null
                ? fetcher
                : environment -> fetcher.get(new DelegatingDataFetchingEnvironment(environment) {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T> T getArgument(String name) {
                        T value = super.getArgument(name);
                        return value == null && name.equals("includeDeprecated") ? (T) Boolean.FALSE : value;
                    }
                });
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return CompletableFuture.completedFuture(errors.translateErrors(result, parameters.getSchema()));
    }
}
