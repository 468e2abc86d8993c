package org.demarche.graphql.limit;

import java.lang.reflect.AnnotatedElement;

/** A data fetcher that knows what its field costs. */
public interface CostedField {

    /** The Java method of the field, or the class that stands for it, with the annotation {@link Cost} if it has one. */
    AnnotatedElement method();
}
