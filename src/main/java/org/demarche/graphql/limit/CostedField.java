package org.demarche.graphql.limit;

import java.lang.reflect.AnnotatedElement;

/** A data fetcher that knows the Java method of its field, and so what the field costs. */
public interface CostedField {

    /** The method with the annotation {@link Cost}, if it has one. */
    AnnotatedElement method();
}
