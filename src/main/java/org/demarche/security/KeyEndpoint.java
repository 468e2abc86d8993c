package org.demarche.security;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Keys at an address, or at the one that the issuer publishes (OpenID Connect Discovery 1.0, section 4). Follows no
 * redirects: the keys come from where the operator says.
 */
final class KeyEndpoint implements KeySource {

    static final Duration REFRESH = Duration.ofMinutes(5);

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** In bytes: hundreds of keys. */
    static final int MAX_DOCUMENT = 256 * 1024;

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final HttpClient client;
    private final String issuer;
    private final URI address;

    /** @param address null if the issuer publishes it */
    KeyEndpoint(Vertx vertx, String issuer, URI address) {
        this.issuer = issuer;
        this.address = address;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) TIMEOUT.toMillis())
                // Requests are minutes apart.
                .setKeepAlive(false)
                .setMaxHeaderSize(16 * 1024));
    }

    @Override
    public CompletableFuture<List<PublicJsonWebKey>> fetch() {
        return Future.succeededFuture(address)
                .compose(known -> known == null ? discover() : Future.succeededFuture(known))
                .compose(this::get)
                .map(KeyDocument::parse)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Duration refresh() {
        return REFRESH;
    }

    @Override
    public String location() {
        return address == null ? issuer : address.toString();
    }

    private Future<URI> discover() {
        URI document = URI.create(issuer.replaceFirst("/$", "") + DISCOVERY);
        return get(document).map(text -> {
            JsonObject metadata = new JsonObject(text);
            // The specification demands it: otherwise one issuer could name the keys of another.
            if (!issuer.equals(metadata.getString("issuer"))) {
                throw new IllegalArgumentException(document + " names another issuer");
            }
            return URI.create(metadata.getString("jwks_uri"));
        });
    }

    private Future<String> get(URI uri) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(uri.toString())
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Accept", "application/json");
        return client.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> body(uri, response))
                .map(Buffer::toString);
    }

    private Future<Buffer> body(URI uri, HttpClientResponse response) {
        // Vert.x would log it; the future fails with it too.
        response.exceptionHandler(reset -> {});
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture(uri + " answers " + response.statusCode());
        }
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > MAX_DOCUMENT) {
                response.request().reset();
            }
        });
        return response.end().map(body);
    }
}
