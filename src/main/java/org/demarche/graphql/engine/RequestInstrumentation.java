package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;

/**
 * What is done once per request inside graphql-java. One instrumentation for all of it, for each is asked about every
 * field of every answer.
 */
public final class RequestInstrumentation extends SimplePerformantInstrumentation {

    private final ExceptionHandler errors;

    public RequestInstrumentation(ExceptionHandler errors) {
        this.errors = errors;
    }

    /** The document has been found valid. */
    @Override
    public ExecutionContext instrumentExecutionContext(
            ExecutionContext context, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        ExecutedOperation operation = context.getGraphQLContext().get(ExecutedOperation.KEY);
        if (operation != null) {
            operation.is(context.getOperationDefinition());
        }
        return context;
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return CompletableFuture.completedFuture(errors.coded(result, parameters.getSchema()));
    }
}
