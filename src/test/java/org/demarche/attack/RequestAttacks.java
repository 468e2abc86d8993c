package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static org.demarche.attack.Attack.Group.REQUESTS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.CLOSED;
import static org.demarche.attack.Outcome.INVALID_REQUEST;

/** Bodies that are large, or not what GraphQL over HTTP allows. */
final class RequestAttacks {

    private static final String QUERY = Json.request("{ __typename }");
    private static final String POST = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + HttpText.JSON;
    private static final int MEGABYTE = 1024 * 1024;

    private RequestAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(envelopes(), encodings(), bodies()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> envelopes() {
        return Stream.of(
                Attack.request(
                        REQUESTS,
                        "an array of 1,000 requests",
                        "[" + QUERY + ("," + QUERY).repeat(999) + "]",
                        INVALID_REQUEST),
                Attack.request(REQUESTS, "100,000 brackets", "[".repeat(100_000), INVALID_REQUEST),
                Attack.request(REQUESTS, "100,000 braces", "{\"a\":".repeat(100_000), INVALID_REQUEST),
                Attack.request(
                        REQUESTS,
                        "the key query 10,000 times",
                        "{\"query\": \"{ __typename }\"" + ", \"query\": \"{ a }\"".repeat(10_000) + "}",
                        INVALID_REQUEST),
                Attack.request(REQUESTS, "no JSON", "query { __typename }", INVALID_REQUEST),
                Attack.request(REQUESTS, "two JSON values", QUERY + QUERY, INVALID_REQUEST),
                Attack.request(REQUESTS, "1 MB of blanks", " ".repeat(1_000_000), INVALID_REQUEST.or(BUSY)));
    }

    private static Stream<Attack> encodings() {
        return Stream.of(
                body(
                        "invalid UTF-8",
                        "{\"query\": \"{ __typename }\", \"a\": \"\u00ff\u00fe\u00c0\"}"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        INVALID_REQUEST),
                body(
                        "overlong UTF-8",
                        new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'},
                        INVALID_REQUEST),
                body("UTF-16", QUERY.getBytes(StandardCharsets.UTF_16), INVALID_REQUEST),
                body("UTF-16 without a byte order mark", QUERY.getBytes(StandardCharsets.UTF_16LE), INVALID_REQUEST),
                body("UTF-32", QUERY.getBytes(Charset.forName("UTF-32")), INVALID_REQUEST),
                body("NUL after the JSON", (QUERY + "\0").getBytes(StandardCharsets.UTF_8), INVALID_REQUEST),
                Attack.bytes(REQUESTS, "a gzip bomb of 1 GB", compressed(), Outcome.status(415)),
                Attack.bytes(
                        REQUESTS,
                        "a body that claims to be gzip",
                        HttpText.post(HttpText.JSON + "Content-Encoding: gzip\r\n", Json.utf8(QUERY)),
                        Outcome.status(415)),
                Attack.bytes(
                        REQUESTS,
                        "an unknown content coding",
                        HttpText.post(HttpText.JSON + "Content-Encoding: x\r\n", Json.utf8(QUERY)),
                        Outcome.status(415)),
                form("a multipart form", "multipart/form-data; boundary=x"),
                form("a form", "application/x-www-form-urlencoded"),
                form("text/plain, as pages of other origins send it", "text/plain"),
                Attack.bytes(
                        REQUESTS,
                        "a form by OPTIONS",
                        HttpText.request(
                                "OPTIONS /graphql HTTP/1.1",
                                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n",
                                Json.utf8("--x\r\n")),
                        new Outcome("204", answer -> answer.status() == 204)));
    }

    private static Stream<Attack> bodies() {
        byte[] megabyte = new byte[MEGABYTE];
        Arrays.fill(megabyte, (byte) ' ');
        return Stream.of(
                new Attack(
                        REQUESTS,
                        "a body of 50 MB",
                        Outcome.status(413).or(CLOSED),
                        target -> send(target, "Content-Length: " + 50 * MEGABYTE + "\r\n\r\n", megabyte, "")),
                new Attack(
                        REQUESTS,
                        "a body of 50 MB in chunks",
                        Outcome.status(413).or(CLOSED),
                        target -> send(target, "Transfer-Encoding: chunked\r\n\r\n", chunk(megabyte), "0\r\n\r\n")),
                new Attack(
                        REQUESTS,
                        "a body of a million chunks of one byte",
                        INVALID_REQUEST.or(Outcome.status(408)).or(Outcome.status(413)),
                        target -> send(
                                target,
                                "Transfer-Encoding: chunked\r\n\r\n",
                                "1\r\n \r\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII),
                                "0\r\n\r\n")),
                Attack.bytes(
                        REQUESTS,
                        "a length of 50 MB, with Expect: 100-continue",
                        HttpText.raw(
                                POST + "Expect: 100-continue\r\nContent-Length: " + 50 * MEGABYTE + "\r\n\r\n",
                                new byte[0]),
                        Outcome.status(413)));
    }

    /** Fifty times the part, as far as the service reads it. */
    private static List<RawAnswer> send(Target target, String head, byte[] part, String end) throws IOException {
        try (RawConnection connection = target.connect(0)) {
            boolean open = connection.trySend(HttpText.raw(POST + head, new byte[0]));
            for (int i = 0; i < 50 && open; i++) {
                open = connection.trySend(part);
            }
            connection.trySend(end.getBytes(StandardCharsets.US_ASCII));
            return List.of(connection.answer());
        }
    }

    private static byte[] chunk(byte[] bytes) {
        return HttpText.raw(
                Integer.toHexString(bytes.length) + "\r\n",
                HttpText.raw(new String(bytes, StandardCharsets.US_ASCII) + "\r\n", new byte[0]));
    }

    private static byte[] compressed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = new byte[MEGABYTE];
            for (int i = 0; i < 1024; i++) {
                gzip.write(blanks);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return HttpText.post(HttpText.JSON + "Content-Encoding: gzip\r\n", bytes.toByteArray());
    }

    private static Attack body(String name, byte[] body, Outcome outcome) {
        return Attack.bytes(REQUESTS, name, HttpText.post(HttpText.JSON, body), outcome);
    }

    private static Attack form(String name, String type) {
        return Attack.bytes(
                REQUESTS, name, HttpText.post("Content-Type: " + type + "\r\n", Json.utf8(QUERY)), Outcome.status(415));
    }
}
