package org.demarche.graphql.http;

import java.util.List;

import graphql.GraphQLError;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** Adds the GraphQL operation to the HTTP span of a request. Does nothing if tracing is off. */
record RequestTrace(Span span) {

    /** From OpenTelemetry's semantic conventions. */
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("graphql.operation.name");

    static RequestTrace current() {
        return new RequestTrace(Span.current());
    }

    /** To be called before the response is sent, because that ends the span. */
    void record(String operation, List<GraphQLError> errors) {
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
