package org.demarche.graphql.http;

import org.demarche.error.ErrorCode;

/** The document of a request is unknown or may not run. Clients see the message. */
final class DocumentRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    private DocumentRefusedException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** Clients know it by this very message, or by the code, and send the request again with the document. */
    static DocumentRefusedException notFound() {
        return new DocumentRefusedException(ErrorCode.PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
    }

    /** Clients know it by this very message, or by the code, and send the document from then on. */
    static DocumentRefusedException notSupported() {
        return new DocumentRefusedException(ErrorCode.PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported");
    }

    static DocumentRefusedException notAllowed() {
        return new DocumentRefusedException(
                ErrorCode.DOCUMENT_NOT_ALLOWED,
                "This service runs only the documents that its operator has provided, and this is none of them.");
    }

    ErrorCode code() {
        return code;
    }
}
