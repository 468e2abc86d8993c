package org.demarche.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Sends exactly the headers that a test names, and leaves bodies as they arrive. REST Assured adds headers and decompresses. */
public final class HttpConnection {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;

    /** @param root the address of the service, ending in a slash */
    public HttpConnection(URI root) {
        this.root = root;
    }

    /** @param headers names and values by turns */
    public HttpResponse<byte[]> get(String path, String... headers) {
        return request("GET", path, null, headers);
    }

    public HttpResponse<byte[]> query(Map<String, String> parameters, String... headers) {
        return get("graphql?" + encode(parameters), headers);
    }

    public HttpResponse<byte[]> query(String query, String... headers) {
        return query(Map.of("query", query), headers);
    }

    public HttpResponse<byte[]> post(String body, String... headers) {
        return request("POST", "graphql", body, headers);
    }

    public HttpResponse<byte[]> request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The parameters in their order, as a query string. */
    public static String encode(Map<String, String> parameters) {
        return new LinkedHashMap<>(parameters)
                .entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    public static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** The body as text, decompressed if it is compressed. */
    public static String text(HttpResponse<byte[]> response) {
        boolean compressed = "gzip".equals(header(response, "Content-Encoding"));
        return new String(compressed ? decompress(response.body()) : response.body(), StandardCharsets.UTF_8);
    }

    private static byte[] decompress(byte[] gzip) {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return plain.readAllBytes();
        } catch (IOException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }
}
