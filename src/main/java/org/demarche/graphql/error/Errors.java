package org.demarche.graphql.error;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import org.jboss.logging.Logger;

/**
 * What callers see of everything that goes wrong: a message in plain words and a code. A refusal is shown as it is;
 * any other exception is logged under an id, and only the id is shown.
 */
public final class Errors extends SimplePerformantInstrumentation implements DataFetcherExceptionHandler {

    private static final Logger LOG = Logger.getLogger(Errors.class);

    private static final String CODE = "code";

    /** graphql-java prints the wrong value as its own classes; the argument's name is enough to find it. */
    private static final Pattern VALUE_AS_CLASSES =
            Pattern.compile(" with value '.*?' (?=is not a valid|must |is missing|contains )", Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("^Validation error \\([^)]*\\) : ");

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        GraphqlErrorBuilder<?> error =
                GraphqlErrorBuilder.newError().path(parameters.getPath()).location(parameters.getSourceLocation());
        describe(parameters.getException(), error);
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error.build()).build());
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return CompletableFuture.completedFuture(
                result.getErrors().isEmpty()
                        ? result
                        : result.transform(changed -> changed.errors(coded(result.getErrors()))));
    }

    /** The errors, each with a code. */
    public static List<GraphQLError> coded(List<GraphQLError> errors) {
        return errors.stream().map(Errors::coded).toList();
    }

    private static GraphQLError coded(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions() == null ? Map.of() : error.getExtensions();
        if (extensions.containsKey(CODE)) {
            return error;
        }
        Map<String, Object> more = new HashMap<>(extensions);
        more.put(CODE, code(error.getErrorType()).name());
        return GraphqlErrorBuilder.newError()
                .message("%s", plain(error.getMessage()))
                .locations(error.getLocations() == null ? List.of() : error.getLocations())
                .path(error.getPath())
                .errorType(error.getErrorType())
                .extensions(more)
                .build();
    }

    private static ErrorCode code(ErrorClassification classification) {
        if (classification == ErrorType.DataFetchingException
                || classification == ErrorType.NullValueInNonNullableField
                || classification == ErrorType.ExecutionAborted) {
            return ErrorCode.INTERNAL_ERROR;
        }
        return ErrorCode.INVALID_QUERY;
    }

    private static String plain(String message) {
        String withoutRule = RULE.matcher(message).replaceFirst("");
        return VALUE_AS_CLASSES.matcher(withoutRule).replaceAll(" ");
    }

    private static void describe(Throwable failure, GraphqlErrorBuilder<?> error) {
        Refusal refusal = refusal(failure);
        if (refusal != null) {
            error.message("%s", refusal.getMessage())
                    .extensions(Map.of(CODE, refusal.code().name()));
            return;
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "Request failed (%s)", id);
        error.message("Something went wrong here, not with the request; the log has it as %s.", id)
                .extensions(Map.of(CODE, ErrorCode.INTERNAL_ERROR.name()));
    }

    private static Refusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }
}
