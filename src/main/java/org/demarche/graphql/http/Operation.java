package org.demarche.graphql.http;

/** What a request has turned out to ask for, filled in while it is executed. */
final class Operation {

    /** Where it is in graphql-java's context of the request. */
    static final String KEY = "org.demarche.operation";

    /** The operation's name in the document; null for none, and as long as the document is not known to be valid. */
    private volatile String name;

    String name() {
        return name;
    }

    void is(String name) {
        this.name = name;
    }
}
