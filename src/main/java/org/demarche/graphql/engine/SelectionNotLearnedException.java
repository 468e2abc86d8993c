package org.demarche.graphql.engine;

/** graphql-java has not yet read an object of this selection. The fast path may read the next one. */
final class SelectionNotLearnedException extends FastPathException {

    private static final long serialVersionUID = 1L;
}
