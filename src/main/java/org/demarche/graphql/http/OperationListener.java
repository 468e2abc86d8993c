package org.demarche.graphql.http;

/** Receives the results of an operation, on the event loop of its client. */
public interface OperationListener {

    /** A result; a subscription has any number of them. */
    void next(GraphqlResponse result);

    /** Called last, after all results. */
    void complete();

    /** Called last instead: the operation has not been executed, or a subscription cannot go on. */
    void fail(GraphqlResponse error);

    /**
     * Asks for a call when the client can receive another result without more of them waiting in memory.
     *
     * @param proceed called at once if the client can receive one now
     */
    void whenReady(Runnable proceed);
}
