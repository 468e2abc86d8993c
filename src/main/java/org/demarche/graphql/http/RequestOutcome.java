package org.demarche.graphql.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import graphql.GraphQLError;
import org.demarche.error.ErrorCode;
import org.demarche.graphql.engine.CodedError;

/** The outcome of a request for the operator; the tag {@code outcome} of the metrics. */
enum RequestOutcome {
    ANSWERED,
    /** All errors are mistakes of the client. */
    REFUSED,
    /** At least one error is a fault of the service. */
    FAILED;

    private static final Set<ErrorCode> CLIENT_ERRORS = EnumSet.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.INVALID_QUERY,
            ErrorCode.INVALID_ARGUMENT,
            ErrorCode.INVALID_CURSOR,
            ErrorCode.NOT_FOUND,
            ErrorCode.LIMIT_EXCEEDED,
            ErrorCode.PERSISTED_QUERY_NOT_FOUND,
            ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
            ErrorCode.DOCUMENT_NOT_ALLOWED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.UNAUTHENTICATED,
            ErrorCode.FORBIDDEN);

    static RequestOutcome of(List<GraphQLError> errors) {
        if (errors.isEmpty()) {
            return ANSWERED;
        }
        return errors.stream().allMatch(error -> CLIENT_ERRORS.contains(codeOf(error))) ? REFUSED : FAILED;
    }

    static ErrorCode codeOf(GraphQLError error) {
        return error instanceof CodedError coded ? coded.code() : ErrorCode.INTERNAL_ERROR;
    }
}
