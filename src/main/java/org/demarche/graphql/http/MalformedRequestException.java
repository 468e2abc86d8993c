package org.demarche.graphql.http;

/** A request of a client that is not a GraphQL request. Clients see the message. */
public final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedRequestException(String message) {
        super(message, null, false, false);
    }
}
