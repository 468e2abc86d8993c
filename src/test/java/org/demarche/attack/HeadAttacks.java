package org.demarche.attack;

import java.util.stream.Stream;

import static org.demarche.attack.Attack.Group.REQUESTS;
import static org.demarche.attack.Outcome.BUSY;
import static org.demarche.attack.Outcome.DATA;
import static org.demarche.attack.Outcome.INVALID_REQUEST;

/** Request lines and headers that are large, ambiguous, or ask for another protocol. */
final class HeadAttacks {

    private static final String QUERY = Json.request("{ __typename }");
    private static final String POST = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n" + HttpText.JSON;
    private static final String LENGTH = "Content-Length: " + QUERY.length() + "\r\n";
    private static final String CHUNK = Integer.toHexString(QUERY.length()) + "\r\n" + QUERY + "\r\n0\r\n\r\n";
    private static final int MEGABYTE = 1024 * 1024;

    private HeadAttacks() {}

    static Stream<Attack> all() {
        return Stream.of(heads(), framings(), upgrades()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> heads() {
        return Stream.of(
                head("a header of 1 MB", "X-A: " + "a".repeat(MEGABYTE) + "\r\n", Outcome.status(431)),
                head("100,000 headers", "X-A: a\r\n".repeat(100_000), Outcome.status(431)),
                Attack.bytes(
                        REQUESTS,
                        "a URL of 1 MB",
                        HttpText.request("GET /graphql?query=" + "a".repeat(MEGABYTE) + " HTTP/1.1", "", new byte[0]),
                        Outcome.status(414)),
                Attack.bytes(
                        REQUESTS,
                        "a broken escape in the URL",
                        HttpText.request("GET /graphql?query=%zz HTTP/1.1", "", new byte[0]),
                        INVALID_REQUEST),
                Attack.bytes(
                        REQUESTS,
                        "900 parameters",
                        HttpText.request(
                                "GET /graphql?query=%7B__typename%7D" + "&a=b".repeat(900) + " HTTP/1.1",
                                "",
                                new byte[0]),
                        DATA.or(BUSY)),
                Attack.bytes(
                        REQUESTS,
                        "a path outside of the pages",
                        HttpText.request(
                                "GET /graphiql/%2e%2e/%2e%2e/application.properties HTTP/1.1", "", new byte[0]),
                        Outcome.status(404)),
                head("Accept with 700 ranges", "Accept: " + "a/b;q=0.1,".repeat(700) + "*/*\r\n", DATA.or(BUSY)),
                head("Accept of quality 0", "Accept: */*;q=0\r\n", Outcome.status(406)),
                head("Expect with an unknown value", "Expect: nonsense\r\n", Outcome.status(417)));
    }

    /** What makes proxies and servers disagree on where a request ends. */
    private static Stream<Attack> framings() {
        return Stream.of(
                raw("two lengths", POST + LENGTH + "Content-Length: 1\r\n\r\n" + QUERY, INVALID_REQUEST),
                raw(
                        "a length and chunks",
                        POST + LENGTH + "Transfer-Encoding: chunked\r\n\r\n" + CHUNK,
                        INVALID_REQUEST),
                raw(
                        "an unknown transfer coding",
                        POST + "Transfer-Encoding: xchunked\r\n\r\n" + CHUNK,
                        Outcome.status(501)),
                raw(
                        "an unknown transfer coding and a length",
                        POST + LENGTH + "Transfer-Encoding: x\r\n\r\n" + QUERY,
                        Outcome.status(501)),
                raw(
                        "chunks within another coding",
                        POST + "Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNK,
                        Outcome.status(501)),
                raw(
                        "chunks twice",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNK,
                        Outcome.status(501)),
                raw(
                        "chunks with a blank before the colon",
                        POST + "Transfer-Encoding : chunked\r\n\r\n" + CHUNK,
                        INVALID_REQUEST),
                raw("a negative length", POST + "Content-Length: -1\r\n\r\n" + QUERY, INVALID_REQUEST),
                raw(
                        "a length beyond a long",
                        POST + "Content-Length: 99999999999999999999\r\n\r\n" + QUERY,
                        INVALID_REQUEST),
                raw("a chunk of no size", POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + QUERY, INVALID_REQUEST),
                raw(
                        "a chunk beyond a long",
                        POST + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n" + QUERY,
                        INVALID_REQUEST),
                raw(
                        "a chunk without its end",
                        POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n" + QUERY,
                        INVALID_REQUEST),
                raw("two hosts", POST + "Host: other\r\n" + LENGTH + "\r\n" + QUERY, INVALID_REQUEST),
                raw("no host", (POST + LENGTH + "\r\n" + QUERY).replace("Host: localhost\r\n", ""), INVALID_REQUEST),
                raw(
                        "a host that is none",
                        (POST + LENGTH + "\r\n" + QUERY).replace("localhost", "a b/c@d"),
                        INVALID_REQUEST),
                raw("HTTP/0.9", "GET /graphql?query={__typename}\r\n\r\n", INVALID_REQUEST),
                raw(
                        "HTTP/2.0 in the request line",
                        (POST + LENGTH + "\r\n" + QUERY).replace("1.1", "2.0"),
                        Outcome.status(505)),
                raw("HTTP/3.7", (POST + LENGTH + "\r\n" + QUERY).replace("1.1", "3.7"), Outcome.status(505)),
                raw(
                        "another protocol's name",
                        (POST + LENGTH + "\r\n" + QUERY).replace("HTTP", "HXTP"),
                        Outcome.status(505)),
                raw("NUL in a header", POST + "X-A: \0\r\n" + LENGTH + "\r\n" + QUERY, INVALID_REQUEST),
                raw("a line feed in a header's name", POST + "X\n-A: b\r\n" + LENGTH + "\r\n" + QUERY, INVALID_REQUEST),
                raw("TRACE", "TRACE /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n", Outcome.status(405)),
                raw("CONNECT", "CONNECT other:80 HTTP/1.1\r\nHost: other:80\r\n\r\n", Outcome.status(404)),
                raw(
                        "a TLS handshake",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                        INVALID_REQUEST));
    }

    private static Stream<Attack> upgrades() {
        String webSocket =
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        return Stream.of(
                head("Upgrade to nonsense", "Connection: Upgrade\r\nUpgrade: nonsense\r\n", DATA.or(BUSY)),
                head("Upgrade without Connection", "Upgrade: websocket\r\n", DATA.or(BUSY)),
                head("Upgrade to TLS", "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n", DATA.or(BUSY)),
                head(
                        "Upgrade to h2c",
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
                        DATA.or(BUSY)),
                head(
                        "Upgrade to h2c with broken settings",
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: !\r\n",
                        DATA.or(BUSY)),
                head("a WebSocket by POST", webSocket, DATA.or(BUSY)),
                raw(
                        "a WebSocket of another origin",
                        "GET /graphql HTTP/1.1\r\nHost: localhost\r\nOrigin: https://example.org\r\n" + webSocket
                                + "\r\n",
                        Outcome.status(403)),
                raw(
                        "a WebSocket at another path",
                        "GET /graphiql/ HTTP/1.1\r\nHost: localhost\r\n" + webSocket + "\r\n",
                        INVALID_REQUEST),
                Attack.bytes(
                        REQUESTS,
                        "text/plain with Upgrade",
                        HttpText.post(
                                "Content-Type: text/plain\r\nConnection: Upgrade\r\nUpgrade: x\r\n", Json.utf8(QUERY)),
                        Outcome.status(415)));
    }

    private static Attack head(String name, String headers, Outcome outcome) {
        return Attack.bytes(REQUESTS, name, HttpText.post(HttpText.JSON + headers, Json.utf8(QUERY)), outcome);
    }

    private static Attack raw(String name, String text, Outcome outcome) {
        return Attack.bytes(REQUESTS, name, HttpText.raw(text, new byte[0]), outcome);
    }
}
