package org.demarche.graphql.execution;

import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLSchema;
import org.demarche.graphql.engine.ExceptionHandler;

/**
 * Executes what comes by HTTP. SmallRye's execution makes, for each request, a copy of it as JSON and a context that
 * none of our fields asks for.
 */
@ApplicationScoped
public class Engine {

    private final GraphQL graphql;

    Engine(GraphQLSchema schema) {
        ExceptionHandler errors = new ExceptionHandler();
        graphql = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new Execution(errors))
                .defaultDataFetcherExceptionHandler(errors)
                .instrumentation(new RequestInstrumentation(errors))
                .preparsedDocumentProvider(new ParsedDocuments())
                .build();
    }

    /** @param operation told what the request turns out to ask for */
    public CompletableFuture<ExecutionResult> execute(ExecutionInput input, Operation operation) {
        input.getGraphQLContext().put(Operation.KEY, operation);
        return graphql.executeAsync(input);
    }
}
