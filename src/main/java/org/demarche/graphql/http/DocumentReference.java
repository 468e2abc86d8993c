package org.demarche.graphql.http;

import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * How a request names its document instead of containing it: by Apollo's protocol, {@code extensions.persistedQuery}, or by
 * {@code documentId} as in the draft of GraphQL over HTTP.
 *
 * @param name a SHA-256 in hexadecimal, or the name of a document that the operator provides
 */
record DocumentReference(String name, boolean isHash) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String HASH_PREFIX = "sha256:";

    /** Null if the request names no document. */
    static DocumentReference of(JsonObject request) throws MalformedRequestException {
        JsonValue persisted = persistedQuery(request);
        JsonValue id = request.get("documentId");
        if (id == null) {
            return persisted == null ? null : ofPersistedQuery(persisted);
        }
        if (persisted != null || request.containsKey("query")) {
            throw new MalformedRequestException(
                    "documentId stands for the document; send it without query and extensions.persistedQuery.");
        }
        return ofId(((JsonString) id).getString());
    }

    private static JsonValue persistedQuery(JsonObject request) {
        JsonObject extensions = request.getJsonObject("extensions");
        JsonValue persisted = extensions == null ? null : extensions.get("persistedQuery");
        return persisted == JsonValue.NULL ? null : persisted;
    }

    private static DocumentReference ofId(String id) throws MalformedRequestException {
        if (!id.startsWith(HASH_PREFIX)) {
            return new DocumentReference(id, false);
        }
        return ofHash(id.substring(HASH_PREFIX.length()), "documentId must have 64 hexadecimal digits after sha256:.");
    }

    private static DocumentReference ofPersistedQuery(JsonValue persisted) throws MalformedRequestException {
        if (!(persisted instanceof JsonObject object)) {
            throw new MalformedRequestException(
                    "extensions.persistedQuery must be an object; send {\"version\": 1, \"sha256Hash\": \"...\"}.");
        }
        JsonValue version = object.get("version");
        if (version == null || !version.toString().equals("1")) {
            throw new MalformedRequestException(
                    "extensions.persistedQuery.version is missing or not supported; the only version is 1.");
        }
        String message =
                "extensions.persistedQuery.sha256Hash must be the SHA-256 of the document in 64 hexadecimal digits.";
        if (!(object.get("sha256Hash") instanceof JsonString hash)) {
            throw new MalformedRequestException(message);
        }
        return ofHash(hash.getString(), message);
    }

    private static DocumentReference ofHash(String hash, String message) throws MalformedRequestException {
        String lowerCase = hash.toLowerCase(Locale.ROOT);
        if (!HASH.matcher(lowerCase).matches()) {
            throw new MalformedRequestException(message);
        }
        return new DocumentReference(lowerCase, true);
    }
}
