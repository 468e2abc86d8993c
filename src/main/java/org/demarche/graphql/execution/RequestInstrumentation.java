package org.demarche.graphql.execution;

import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import org.demarche.graphql.engine.ExceptionHandler;

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
        Operation operation = context.getGraphQLContext().get(Operation.KEY);
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
