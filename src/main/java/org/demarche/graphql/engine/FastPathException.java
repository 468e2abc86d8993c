package org.demarche.graphql.engine;

/** The fast path cannot read an object; graphql-java has to. Has no message and no stack trace: no one sees it. */
class FastPathException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FastPathException() {
        super(null, null, false, false);
    }
}
