package org.demarche.graphql.engine;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import graphql.ExecutionResult;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.MergedField;
import org.demarche.graphql.limit.RequestLimits;
import org.demarche.graphql.loader.RequestDataLoaders;

/**
 * Executes the fields at the root of a mutation one after the other, each with everything that is selected of its payload.
 * After the first one that fails, no further one is executed.
 */
final class SerialExecutionStrategy extends FastPathExecutionStrategy {

    SerialExecutionStrategy(
            DataFetcherExceptionHandler exceptionHandler,
            RequestLimits limits,
            Function<OffsetDateTime, CompletionStage<Void>> lookBack) {
        super(exceptionHandler, limits, lookBack);
    }

    @Override
    CompletableFuture<ExecutionResult> run(ExecutionContext context, ExecutionStrategyParameters parameters) {
        List<String> names = List.copyOf(parameters.getFields().keySet());
        CompletableFuture<ExecutionResult> result = new CompletableFuture<>();
        remaining(context, parameters, names, new ArrayList<>()).whenComplete(handleResults(context, names, result));
        return result;
    }

    /** @param values of the fields that have been executed */
    private CompletableFuture<List<Object>> remaining(
            ExecutionContext context, ExecutionStrategyParameters parameters, List<String> names, List<Object> values) {
        if (values.size() == names.size()) {
            return CompletableFuture.completedFuture(values);
        }
        return value(context, parameters, names.get(values.size())).thenCompose(value -> {
            values.add(value);
            return remaining(context, parameters, names, values);
        });
    }

    private CompletableFuture<Object> value(
            ExecutionContext context, ExecutionStrategyParameters parameters, String name) {
        // What has been loaded for the field before was read before this one writes.
        context.getGraphQLContext().delete(RequestDataLoaders.class);
        MergedField field = parameters.getFields().getSubField(name);
        try {
            return value(resolveFieldWithInfo(context, parameters.transform(changed -> changed.field(field)
                    .path(parameters.getPath().segment(field.getResultKey())))));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @SuppressWarnings("unchecked") // as declared by graphql-java
    private static CompletableFuture<Object> value(Object resolved) {
        return resolved instanceof CompletableFuture<?> later
                ? ((CompletableFuture<FieldValueInfo>) later).thenCompose(FieldValueInfo::getFieldValueFuture)
                : ((FieldValueInfo) resolved).getFieldValueFuture();
    }
}
