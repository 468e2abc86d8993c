package org.demarche.graphql.http;

/** An HTTP request that is not a GraphQL request. Clients see the message. */
final class MalformedRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message, null, false, false);
    }
}
