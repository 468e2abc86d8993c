package org.demarche.error;

/** What {@code extensions.code} of an error can be; clients.md in the manual explains each to clients, so keep both in step. */
public enum ErrorCode {
    /** What was sent is no GraphQL request: wrong method, media type or JSON. */
    INVALID_REQUEST,
    /** The document is no GraphQL, or does not fit the schema. */
    INVALID_QUERY,
    /** An argument or variable has a value that cannot be. */
    INVALID_ARGUMENT,
    /** A cursor that this service did not give out for this list in this order. */
    INVALID_CURSOR,
    /** A code or slug names nothing, where the answer cannot be null. */
    NOT_FOUND,
    /** What the service stands on is away or has too much to do; the same request may succeed in a moment. */
    UNAVAILABLE,
    /** A fault of the service; the log has it under the id in the message. */
    INTERNAL_ERROR
}
