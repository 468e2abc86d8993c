package org.demarche.graphql.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.error.LimitExceededException;
import org.demarche.error.UnavailableException;
import org.jboss.logging.Logger;

/**
 * Turns exceptions into errors for clients. Messages of {@link ClientErrorException} and {@link UnavailableException} are
 * shown as they are. Any other exception is logged with an id, and clients see only the id.
 */
public final class ExceptionHandler implements DataFetcherExceptionHandler {

    private static final Logger LOG = Logger.getLogger(ExceptionHandler.class);

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        List<SourceLocation> locations =
                parameters.getSourceLocation() == null ? List.of() : List.of(parameters.getSourceLocation());
        List<Object> path = parameters.getPath().toList();
        CodedError error = error(parameters.getException(), locations, path);
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    /** The result with graphql-java's errors translated for clients. */
    public ExecutionResult translateErrors(ExecutionResult result, GraphQLSchema schema) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        EngineErrorTranslator translator = new EngineErrorTranslator(schema);
        return result.transform(changed -> changed.errors(
                result.getErrors().stream().map(translator::translate).toList()));
    }

    /** The error for an exception, however it was wrapped. Logs it if it is not the client's mistake. */
    static CodedError error(Throwable failure, List<SourceLocation> locations, List<Object> path) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientErrorException mistake) {
                return new CodedError(mistake.code(), mistake.getMessage(), locations, path);
            }
            if (cause instanceof UnavailableException) {
                return new CodedError(ErrorCode.UNAVAILABLE, cause.getMessage(), locations, path);
            }
            if (cause instanceof LimitExceededException exceeded) {
                return limitExceeded(exceeded);
            }
            // graphql-java rejects some values only when it reads the argument.
            if (cause instanceof GraphQLError mistake) {
                return new CodedError(EngineErrorTranslator.code(mistake), mistake.getMessage(), locations, path);
            }
        }
        return internal(failure, locations, path);
    }

    /** Without locations and path: it ends the whole request. */
    private static CodedError limitExceeded(LimitExceededException exceeded) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("limit", exceeded.limit());
        details.put("requested", exceeded.requested());
        details.put("allowed", exceeded.allowed());
        return new CodedError(ErrorCode.LIMIT_EXCEEDED, exceeded.getMessage(), details, null, null);
    }

    private static CodedError internal(Throwable failure, List<SourceLocation> locations, List<Object> path) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed (%s)", id);
        String message =
                "Internal error. The request is not at fault; the details are in the service's log under the id %s."
                        .formatted(id);
        return new CodedError(ErrorCode.INTERNAL_ERROR, message, locations, path);
    }
}
