package org.demarche.graphql.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import graphql.execution.ExecutionContext;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.OperationDefinition;
import org.demarche.graphql.limit.OperationCost;
import org.demarche.graphql.limit.RequestLimits;

/** A document that was parsed, checked against the limits and validated; or the errors that were found. */
final class CheckedDocument {

    private final PreparsedDocumentEntry entry;
    private final Map<OperationDefinition, OperationCost> costs = new ConcurrentHashMap<>();

    CheckedDocument(PreparsedDocumentEntry entry) {
        this.entry = entry;
    }

    PreparsedDocumentEntry entry() {
        return entry;
    }

    /** The cost of the operation that a request executes. */
    OperationCost costOf(ExecutionContext request, RequestLimits limits) {
        return costs.computeIfAbsent(
                request.getOperationDefinition(),
                operation -> limits.costOf(request.getGraphQLSchema(), entry.getDocument(), operation));
    }
}
