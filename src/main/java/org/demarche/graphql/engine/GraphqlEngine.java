package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;

/**
 * Executes what comes by HTTP. SmallRye's execution makes, for each request, a copy of it as JSON and a context that
 * none of our fields asks for.
 */
@ApplicationScoped
public class GraphqlEngine {

    private final GraphQL graphql;

    GraphqlEngine(GraphQLSchema schema) {
        ExceptionHandler errors = new ExceptionHandler();
        graphql = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new FastPathExecutionStrategy(errors))
                .defaultDataFetcherExceptionHandler(errors)
                .instrumentation(new RequestInstrumentation(errors))
                .preparsedDocumentProvider(new DocumentCache())
                .build();
    }

    /** @param operation told what the request turns out to ask for */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input, ExecutedOperation operation) {
        input.getGraphQLContext().put(ExecutedOperation.KEY, operation);
        return graphql.executeAsync(input);
    }
}
