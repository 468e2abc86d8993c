package org.demarche.graphql.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.vertx.core.Context;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.error.UnavailableException;
import org.demarche.graphql.engine.CodedError;
import org.demarche.graphql.engine.ExecutedOperation;
import org.demarche.graphql.engine.GraphqlEngine;
import org.demarche.http.CompressibleBytes;
import org.demarche.http.ResponseWriter;

/** The result of a GraphQL request and its JSON. */
public record GraphqlResponse(ExecutionResult result, CompressibleBytes json) {

    /**
     * Like {@link #of}, on a worker thread if the response is large.
     *
     * @param request on which the result then completes
     */
    static CompletableFuture<GraphqlResponse> written(
            Context request, ExecutionResult result, ExecutedOperation operation) {
        if (!operation.hasLargeResponse()) {
            return CompletableFuture.completedFuture(of(result, operation));
        }
        return request.executeBlocking(() -> of(result, operation), false)
                .toCompletionStage()
                .toCompletableFuture();
    }

    /**
     * Reduces the result of a query to its error if a part was unavailable: caches and proxies would take the rest for the
     * whole. The first error suffices, although every field may have failed for the same reason. The errors of a mutation
     * keep their paths: what stands before them has been written.
     */
    static GraphqlResponse of(ExecutionResult result, ExecutedOperation operation) {
        return operation.isMutation() ? write(result) : reduced(result);
    }

    private static GraphqlResponse reduced(ExecutionResult result) {
        return result.getErrors().stream()
                .filter(GraphqlResponse::isUnavailable)
                .findFirst()
                .map(GraphqlResponse::ofError)
                .orElseGet(() -> write(result));
    }

    static GraphqlResponse unavailable(UnavailableException reason) {
        return ofError(new CodedError(ErrorCode.UNAVAILABLE, reason.getMessage(), null, null));
    }

    /** Of a request that has failed outside of the engine. */
    public static GraphqlResponse failed(Throwable failure) {
        return reduced(GraphqlEngine.failed(failure));
    }

    static GraphqlResponse refused(DocumentRefusedException reason) {
        return refused(reason.code(), reason.getMessage());
    }

    static GraphqlResponse refused(ClientErrorException reason) {
        return refused(reason.code(), reason.getMessage());
    }

    private static GraphqlResponse refused(ErrorCode code, String message) {
        CodedError error = new CodedError(code, message, null, null);
        return write(ExecutionResult.newExecutionResult().addError(error).build());
    }

    public List<GraphQLError> errors() {
        return result.getErrors();
    }

    /** False if the request was not executed. */
    public boolean hasData() {
        return result.isDataPresent();
    }

    boolean hasErrors() {
        return !errors().isEmpty();
    }

    /** Whether the same request may succeed later. */
    boolean isUnavailable() {
        return errors().stream().anyMatch(GraphqlResponse::isUnavailable);
    }

    void sendTo(Exchange exchange) {
        if (isUnavailable()) {
            exchange.sendUnavailable(json);
        } else if (errors().stream().anyMatch(GraphqlResponse::isRateLimited)) {
            exchange.sendUntagged(429, json);
        } else if (lacksToken(exchange.type())) {
            exchange.sendUnauthenticated(json);
        } else {
            // A client that asks for plain JSON expects 200 (section 6.4.1 of GraphQL over HTTP).
            boolean badRequest = !result.isDataPresent() && exchange.type() == MediaType.GRAPHQL_RESPONSE;
            exchange.sendUntagged(badRequest ? 400 : 200, json);
        }
    }

    /** Without locations and path: the error stands for all fields. */
    private static GraphqlResponse ofError(GraphQLError error) {
        CodedError whole = new CodedError(ErrorCode.UNAVAILABLE, error.getMessage(), null, null);
        return write(ExecutionResult.newExecutionResult().addError(whole).build());
    }

    private static GraphqlResponse write(ExecutionResult result) {
        return new GraphqlResponse(result, CompressibleBytes.ofAnswer(ResponseWriter.write(result.toSpecification())));
    }

    /**
     * Whether nothing was done because of the access token. A field that needs one leaves the status to the media type, as
     * other errors do; a request whose token is not valid is none that GraphQL answers.
     */
    private boolean lacksToken(MediaType type) {
        return errors().stream().anyMatch(GraphqlResponse::isUnauthenticated)
                && result.getData() == null
                && (!result.isDataPresent() || type == MediaType.GRAPHQL_RESPONSE);
    }

    private static boolean isUnauthenticated(GraphQLError error) {
        return error instanceof CodedError coded && coded.code() == ErrorCode.UNAUTHENTICATED;
    }

    private static boolean isRateLimited(GraphQLError error) {
        return error instanceof CodedError coded && coded.code() == ErrorCode.RATE_LIMITED;
    }

    private static boolean isUnavailable(GraphQLError error) {
        return error instanceof CodedError coded && coded.code() == ErrorCode.UNAVAILABLE;
    }
}
