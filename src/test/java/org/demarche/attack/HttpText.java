package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** HTTP/1.1 requests as bytes. */
final class HttpText {

    static final String JSON = "Content-Type: application/json\r\n";

    static final String RESPONSE = "Accept: application/graphql-response+json\r\n";

    private HttpText() {}

    static byte[] post(String json) {
        return post(JSON, Json.utf8(json));
    }

    /** @param headers each ends with CR LF; without Host and Content-Length */
    static byte[] post(String headers, byte[] body) {
        return request("POST /graphql HTTP/1.1", headers + "Content-Length: " + body.length + "\r\n", body);
    }

    static byte[] request(String start, String headers, byte[] body) {
        return raw(start + "\r\nHost: localhost\r\n" + headers + "\r\n", body);
    }

    /** @param head one byte per character */
    static byte[] raw(String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
