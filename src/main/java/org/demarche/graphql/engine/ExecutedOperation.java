package org.demarche.graphql.engine;

import graphql.language.OperationDefinition;
import org.demarche.graphql.limit.RequestCost;

/** The operation of a request. The engine sets it during execution, once the document is known to be valid. */
public final class ExecutedOperation {

    /** The key in graphql-java's context of the request. */
    static final String KEY = "org.demarche.operation";

    private volatile OperationDefinition definition;
    private volatile RequestCost cost;

    /** The operation's name in the document; null if it has no name or the document is not known to be valid. */
    public String name() {
        return definition == null ? null : definition.getName();
    }

    public boolean isValid() {
        return definition != null;
    }

    /** False if the document is not known to be valid. */
    public boolean isQuery() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.QUERY;
    }

    /** Null if the operation was rejected before its cost was known. */
    public RequestCost cost() {
        return cost;
    }

    void set(OperationDefinition operation) {
        definition = operation;
    }

    void setCost(RequestCost known) {
        cost = known;
    }
}
