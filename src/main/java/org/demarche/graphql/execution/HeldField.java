package org.demarche.graphql.execution;

import graphql.GraphQLContext;
import graphql.language.Field;

/** A field that may be read from its object alone: nothing has to be asked of the database, and nothing waited for. */
public interface HeldField {

    boolean isHeldBy(Class<?> type);

    /**
     * @param place where in the document the field is asked for
     * @return null as long as the field's arguments have not been read for another object at that place
     */
    Reader reader(Field place, GraphQLContext request);

    interface Reader {

        Object read(Object object) throws Exception;
    }
}
