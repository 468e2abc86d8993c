package org.demarche.graphql.http;

import java.util.Locale;

/** The media types of responses. */
enum MediaType {
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    JSON("application/json");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    String header() {
        return name + "; charset=utf-8";
    }

    /** The first supported type that the Accept header lists; JSON without the header, null if it lists none. */
    static MediaType accepted(String accept) {
        if (accept == null || accept.isBlank()) {
            return JSON;
        }
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            switch (range.split(";", 2)[0].strip()) {
                case "application/graphql-response+json" -> {
                    return GRAPHQL_RESPONSE;
                }
                case "application/json", "application/*", "*/*" -> {
                    return JSON;
                }
                default -> {
                    // Not supported; a later one may be.
                }
            }
        }
        return null;
    }

    /** Whether a request's body is JSON in UTF-8, the only encoding of JSON (RFC 8259). */
    static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", 2);
        boolean otherCharset = parts.length == 2 && parts[1].contains("charset") && !parts[1].contains("utf-8");
        return parts[0].strip().equals(JSON.name) && !otherCharset;
    }
}
