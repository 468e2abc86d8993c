package org.demarche.graphql.http;

import java.util.Map;

/** The documents that a page of the service sends. They run in any case, also if only known documents do. */
public interface PageDocuments {

    /** By the name of the operation. */
    Map<String, String> byName();
}
