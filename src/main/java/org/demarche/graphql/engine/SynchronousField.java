package org.demarche.graphql.engine;

import graphql.GraphQLContext;
import graphql.language.Field;

/** A field that may be read from its object, once it is known what is asked of it at a place in the document. */
public interface SynchronousField {

    /**
     * @param place where in the document the field is asked for
     * @return null as long as the field's arguments have not been read for another object at that place
     */
    Reader reader(Field place, GraphQLContext request);

    interface Reader {

        /** The value, or a {@link java.util.concurrent.CompletionStage} of it. */
        Object read(Object object) throws Exception;
    }
}
