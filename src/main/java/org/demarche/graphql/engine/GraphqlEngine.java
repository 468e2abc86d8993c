package org.demarche.graphql.engine;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;

/**
 * Executes the requests that arrive over HTTP. Replaces SmallRye's execution service, which copies each request to JSON and
 * fills a context that none of our fields uses (compare https://github.com/smallrye/smallrye-graphql/issues/770).
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

    /** @param operation set once the document is known to be valid */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input, ExecutedOperation operation) {
        input.getGraphQLContext().put(ExecutedOperation.KEY, operation);
        return graphql.executeAsync(input);
    }
}
