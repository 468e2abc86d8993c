package org.demarche.error;

/** The values of {@code extensions.code} in an error. clients.md in the manual explains each: keep both consistent. */
public enum ErrorCode {
    /** Not a valid GraphQL request: wrong method, media type or JSON. */
    INVALID_REQUEST,
    /** The document is not valid GraphQL or does not match the schema. */
    INVALID_QUERY,
    /** An argument or variable has a value that is not allowed. */
    INVALID_ARGUMENT,
    /** The cursor does not come from this list in this order. */
    INVALID_CURSOR,
    /** A code or slug identifies nothing, and the field cannot be null. */
    NOT_FOUND,
    /** The database is unavailable, or there is too much load. The same request may succeed when it is retried. */
    UNAVAILABLE,
    /** A defect of the service. The message contains an id that also stands in the log. */
    INTERNAL_ERROR,
    /** The request asks for more than one request may have. The error names the limit, what was requested and what is allowed. */
    LIMIT_EXCEEDED,
    /** The request names a document by its hash, and the service does not know it: send it with the document. */
    PERSISTED_QUERY_NOT_FOUND,
    /** The request names a document by its hash, and this service registers none: always send the document. */
    PERSISTED_QUERY_NOT_SUPPORTED,
    /** Only documents of the operator run here, and this is none of them. */
    DOCUMENT_NOT_ALLOWED,
    /** The client has requested more than it may within a minute. The same request succeeds later. */
    RATE_LIMITED,
    /** There is no access token where one is needed, or the token of the request is not valid. */
    UNAUTHENTICATED,
    /** The access token is valid but does not give the role that this needs. */
    FORBIDDEN
}
