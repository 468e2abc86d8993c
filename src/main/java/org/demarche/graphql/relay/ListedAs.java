package org.demarche.graphql.relay;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How the schema names and describes the {@link Connection} and the {@link Edge} of a type: see {@link RelaySchema}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ListedAs {

    /** What the names of both begin with; by default the name of the type. */
    String name() default "";

    /** The description of the connection. */
    String page();

    /** The description of the edge. */
    String item();
}
