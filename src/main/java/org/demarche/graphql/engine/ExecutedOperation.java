package org.demarche.graphql.engine;

import graphql.language.OperationDefinition;

/** The operation of a request. The engine sets it during execution, once the document is known to be valid. */
public final class ExecutedOperation {

    /** The key in graphql-java's context of the request. */
    static final String KEY = "org.demarche.operation";

    private volatile OperationDefinition definition;

    /** The operation's name in the document; null if it has no name or the document is not known to be valid. */
    public String name() {
        return definition == null ? null : definition.getName();
    }

    /** False if the document is not known to be valid. */
    public boolean isQuery() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.QUERY;
    }

    void set(OperationDefinition operation) {
        definition = operation;
    }
}
