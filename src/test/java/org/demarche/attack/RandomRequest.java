package org.demarche.attack;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import graphql.schema.GraphQLSchema;

/**
 * A request to /graphql.
 *
 * @param seed makes the same request again, on the same record
 * @param bytes of the whole HTTP request
 * @param damaged whether the head may be no valid HTTP
 */
record RandomRequest(long seed, byte[] bytes, boolean damaged) {

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json; charset=utf-8",
            "application/json;charset=utf8",
            "application/json; charset=utf-16",
            "APPLICATION/JSON",
            "application/graphql",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/json; charset=\"",
            ";",
            "");

    private static final List<String> HEADERS = List.of(
            "Accept: application/graphql-response+json",
            "Accept: application/graphql-response+json;q=0, application/json",
            "Accept: text/html",
            "Accept: */*;q=nonsense",
            "Accept: ,;,=",
            "Accept: application/json;q=0",
            "Accept: text/event-stream",
            "Accept-Encoding: gzip",
            "Accept-Encoding: br;q=1.0, gzip;q=0",
            "Accept-Encoding: zstd, x, *;q=0",
            "Accept-Language: tlh-\u00ff",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "If-None-Match: *",
            "If-None-Match: \"x\", W/\"y\", nonsense",
            "If-Modified-Since: yesterday",
            "Origin: null",
            "Origin: https://example.org",
            "Range: bytes=0-1",
            "Upgrade: nonsense\r\nConnection: Upgrade",
            "Upgrade: websocket\r\nConnection: Upgrade",
            "Connection: close",
            "Cookie: a=b; c",
            "Authorization: Bearer x",
            "Authorization: Basic eDp5",
            "X-Forwarded-For: 1.2.3.4, nonsense, ::1",
            "Forwarded: for=\"[::1\";proto=gopher",
            "traceparent: 00-nonsense-01",
            "X-HTTP-Method-Override: DELETE",
            "Content-Type: text/plain");

    private static final List<String> ENVELOPES = List.of(
            "",
            " ",
            "null",
            "[]",
            "[%s]",
            "[%s, %s]",
            "%s%s",
            "\ufeff%s",
            "{",
            "{}",
            "1e999",
            "\"x\"",
            "%s ,",
            "{%s}",
            "{\"query\": 1}",
            "{\"query\": null}",
            "{\"query\": \"\"}",
            "{\"query\": \"{ __typename }\", \"variables\": []}",
            "{\"query\": \"{ __typename }\", \"variables\": \"{}\"}",
            "{\"query\": \"{ __typename }\", \"operationName\": \"\"}",
            "{\"query\": \"{ __typename }\", \"operationName\": {}}",
            "{\"query\": \"{ __typename }\", \"operationName\": \"x\"}",
            "{\"query\": \"{ __typename }\", \"extensions\": 1}",
            "{\"query\": \"{ __typename }\", \"extensions\": {\"cost\": true}}",
            "{\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"0\"}}}",
            "{\"extensions\": {\"persistedQuery\": {\"version\": 2, \"sha256Hash\": null}}}",
            "{\"extensions\": {\"persistedQuery\": 1}}",
            "{\"query\": \"{ __typename }\", \"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"%s\"}}}",
            "{\"query\": \"{ __typename }\", \"query\": \"{ nope }\"}",
            "{\"query\": \"query ($a: Int) { countries(first: $a) { totalCount } }\", \"variables\": {\"a\": 1, \"a\": -1, \"\": {}}}");

    static RandomRequest of(long seed, GraphQLSchema schema, RecordSamples samples) {
        // Multiplied, because the first values of neighbouring seeds are alike.
        Random random = new Random(seed * GOLDEN_RATIO);
        boolean hard = random.nextBoolean();
        RandomValue values = new RandomValue(samples, random, hard);
        RandomDocument.Written document = RandomDocument.write(schema, values);
        Mutation mutation = new Mutation(random);
        String text = hard && values.chance(15) ? mutation.tokens(document.text()) : document.text();
        if (values.chance(12)) {
            return new RandomRequest(seed, get(text, document.variables(), values), false);
        }
        byte[] body = body(text, document.variables(), values);
        if (hard && values.chance(15)) {
            body = mutation.bytes(body);
        }
        boolean oddHead = values.chance(15);
        byte[] request = oddHead ? oddPost(body, values) : HttpText.post(HttpText.JSON + accept(values), body);
        boolean damaged = values.chance(3);
        return new RandomRequest(seed, damaged ? mutation.bytes(request) : request, damaged);
    }

    String text() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.length() > 5000 ? text.substring(0, 5000) + "..." : text;
    }

    private static String accept(RandomValue values) {
        return values.chance(50) ? "Accept: application/graphql-response+json\r\n" : "";
    }

    private static byte[] get(String text, Map<String, String> variables, RandomValue values) {
        StringJoiner target = new StringJoiner("&", "/graphql?", "");
        target.add("query=" + encoded(text));
        if (!variables.isEmpty()) {
            target.add("variables=" + encoded(object(variables)));
        }
        if (values.chance(10)) {
            target.add(values.one(List.of(
                    "extensions={}",
                    "extensions=nonsense",
                    "operationName=",
                    "operationName=Random",
                    "query",
                    "%00",
                    "variables={",
                    "query=%7B__typename%7D",
                    "variables=null",
                    "=")));
        }
        return HttpText.request("GET " + target + " HTTP/1.1", accept(values), new byte[0]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] body(String text, Map<String, String> variables, RandomValue values) {
        if (values.chance(1)) {
            variables.put("v0", "[".repeat(5000) + "]".repeat(5000));
        }
        String json = Json.request(text, object(variables));
        if (values.hard() && values.chance(10)) {
            json = values.one(ENVELOPES).replace("%s", json);
        }
        return json.getBytes(values.chance(1) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Json.quote(field.getKey()) + ": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static byte[] oddPost(byte[] body, RandomValue values) {
        String start = values.chance(85)
                ? "POST /graphql HTTP/1.1"
                : values.one(List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY")) + " /graphql HTTP/1.1";
        StringBuilder headers = new StringBuilder();
        for (int count = 1 + values.random().nextInt(3); count > 0; count--) {
            headers.append(values.one(HEADERS)).append("\r\n");
        }
        if (!headers.toString().contains("Content-Type")) {
            headers.append("Content-Type: ").append(values.one(TYPES)).append("\r\n");
        }
        if (values.chance(30)) {
            headers.append("Transfer-Encoding: chunked\r\n");
            return HttpText.request(start, headers.toString(), chunked(body));
        }
        return HttpText.request(start, headers + "Content-Length: " + body.length + "\r\n", body);
    }

    private static byte[] chunked(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += 1000) {
            int length = Math.min(1000, body.length - from);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, from, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }
}
