package org.demarche.graphql.engine;

import graphql.GraphQLContext;
import graphql.language.Field;

/** A data fetcher that the fast path can call with nothing but the source object. */
public interface SynchronousField {

    /**
     * @param field the field in the document
     * @param request the context of the request
     * @return null until graphql-java has fetched this field for another object, which reads the arguments
     */
    Reader readerFor(Field field, GraphQLContext request);

    /** Reads the field for one selection of one request, with the arguments already bound. */
    interface Reader {

        /** The value, or a {@link java.util.concurrent.CompletionStage} of it. */
        Object read(Object object) throws Exception;
    }
}
