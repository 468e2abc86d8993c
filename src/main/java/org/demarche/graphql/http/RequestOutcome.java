package org.demarche.graphql.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import graphql.GraphQLError;
import org.demarche.error.ErrorCode;
import org.demarche.graphql.engine.CodedError;

/** What became of a request, in the eyes of whoever runs the service. */
enum RequestOutcome {
    ANSWERED,
    /** By the caller's mistake. */
    REFUSED,
    /** By a fault of the service. */
    FAILED;

    private static final Set<ErrorCode> MISTAKES = EnumSet.of(
            ErrorCode.INVALID_REQUEST,
            ErrorCode.INVALID_QUERY,
            ErrorCode.INVALID_ARGUMENT,
            ErrorCode.INVALID_CURSOR,
            ErrorCode.NOT_FOUND);

    static RequestOutcome of(List<GraphQLError> errors) {
        if (errors.isEmpty()) {
            return ANSWERED;
        }
        return errors.stream().allMatch(error -> MISTAKES.contains(code(error))) ? REFUSED : FAILED;
    }

    static ErrorCode code(GraphQLError error) {
        return error instanceof CodedError coded ? coded.code() : ErrorCode.INTERNAL_ERROR;
    }
}
