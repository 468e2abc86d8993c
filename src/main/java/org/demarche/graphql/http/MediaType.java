package org.demarche.graphql.http;

import java.util.Locale;

/** The media types of responses. */
public enum MediaType {
    GRAPHQL_RESPONSE("application/graphql-response+json"),
    JSON("application/json");

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    String header() {
        return name + "; charset=utf-8";
    }

    /**
     * The type that the Accept header prefers: the one with the higher weight, of equal ones the one that is listed first.
     * JSON without the header and for wildcards, null if the header allows neither.
     */
    static MediaType accepted(String accept) {
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(JSON.name)) {
            return JSON;
        }
        AcceptRange json = AcceptRange.of(accept, JSON.name);
        AcceptRange response = AcceptRange.of(accept, GRAPHQL_RESPONSE.name);
        if (response.weight() <= 0) {
            return json.weight() > 0 ? JSON : null;
        }
        return response.isPreferredTo(json) ? GRAPHQL_RESPONSE : JSON;
    }

    /** Whether the client can receive a stream of results, and prefers that. */
    public static boolean prefersEventStream(String accept) {
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("text/event-stream")) {
            return false;
        }
        AcceptRange events = AcceptRange.of(accept, "text/event-stream");
        return events.weight() > 0
                && events.isPreferredTo(AcceptRange.of(accept, JSON.name))
                && events.isPreferredTo(AcceptRange.of(accept, GRAPHQL_RESPONSE.name));
    }

    /** Whether the client is a browser that opens a page. */
    static boolean prefersHtml(String accept) {
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("text/html")) {
            return false;
        }
        AcceptRange html = AcceptRange.of(accept, "text/html");
        return html.weight() > 0
                && html.isPreferredTo(AcceptRange.of(accept, JSON.name))
                && html.isPreferredTo(AcceptRange.of(accept, GRAPHQL_RESPONSE.name));
    }

    /** Whether a request's body is JSON in UTF-8, the only encoding of JSON (RFC 8259). */
    public static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(JSON.name)) {
            return true;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        if (parts.length == 0 || !parts[0].strip().equals(JSON.name)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter[0].strip().equals("charset") && !(parameter.length == 2 && isUtf8(parameter[1]))) {
                return false;
            }
        }
        return true;
    }

    /** Also without the hyphen, as many clients write it. */
    private static boolean isUtf8(String charset) {
        String name = charset.strip().replace("\"", "");
        return name.equals("utf-8") || name.equals("utf8");
    }
}
