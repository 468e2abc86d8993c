package org.demarche.graphql.http;

import java.util.List;

import graphql.GraphQLError;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** The span of a request, which knows it as HTTP only: what GraphQL it was. Nothing where traces are off. */
record RequestTrace(Span span) {

    /** By OpenTelemetry's conventions. */
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("graphql.operation.name");

    static RequestTrace current() {
        return new RequestTrace(Span.current());
    }

    /** Before the answer is sent, which ends the span. */
    void tell(String operation, List<GraphQLError> errors) {
        if (!span.isRecording()) {
            return;
        }
        if (operation != null) {
            span.setAttribute(OPERATION, operation);
        }
        if (RequestOutcome.of(errors) == RequestOutcome.FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
    }
}
