package org.demarche.graphql.http;

import org.demarche.http.EntityTags;

/** The SHA-256 of a document in hexadecimal, by which clients name it. */
final class DocumentHash {

    private static final int LENGTH = 32;

    private DocumentHash() {}

    static String of(String document) {
        return EntityTags.hash(document, LENGTH);
    }
}
