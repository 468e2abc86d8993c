package org.demarche.graphql.engine;

import graphql.language.OperationDefinition;

/** What a request has turned out to ask for, filled in while it is executed. */
public final class ExecutedOperation {

    /** Where it is in graphql-java's context of the request. */
    static final String KEY = "org.demarche.operation";

    private volatile OperationDefinition definition;

    /** The operation's name in the document; null for none, and as long as the document is not known to be valid. */
    public String name() {
        return definition == null ? null : definition.getName();
    }

    /** Whether it only reads; false as long as that is not known. */
    public boolean isQuery() {
        return definition != null && definition.getOperation() == OperationDefinition.Operation.QUERY;
    }

    void is(OperationDefinition found) {
        definition = found;
    }
}
