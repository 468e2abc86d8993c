package org.demarche.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where keys come from: an issuer over HTTP, and files. */
class KeySourceTest {

    private static final String DISCOVERY = "/realms/newsroom/.well-known/openid-configuration";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private HttpServer server;
    private String address;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String document = documents.get(exchange.getRequestURI().getPath());
            byte[] body = (document == null ? "" : document).getBytes(StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/moved")) {
                exchange.getResponseHeaders().set("Location", "/keys");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(document == null ? 404 : 200, 0);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        address = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void keysAreReadFromAnAddress() throws Exception {
        documents.put("/keys", new JsonWebKeySet(key("a"), key("b")).toJson());
        assertThat(ids(endpoint("/keys"))).containsExactly("a", "b");
    }

    @Test
    void theIssuerSaysWhereItsKeysAre() throws Exception {
        String issuer = address + "/realms/newsroom";
        documents.put("/keys", new JsonWebKeySet(key("a")).toJson());
        documents.put(DISCOVERY, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer, address));
        assertThat(ids(new KeyEndpoint(vertx, issuer, null))).containsExactly("a");
    }

    @Test
    void oneIssuerCannotNameTheKeysOfAnother() {
        documents.put(DISCOVERY, "{\"issuer\":\"https://other\",\"jwks_uri\":\"%s/keys\"}".formatted(address));
        assertThatThrownBy(() -> ids(new KeyEndpoint(vertx, address + "/realms/newsroom", null)))
                .hasMessageContaining("names another issuer");
    }

    @Test
    void whatIsNoKeyDocumentFails() {
        documents.put("/html", "<html>");
        documents.put("/discovery", "[]");
        documents.put("/large", "{\"keys\":[" + " ".repeat(KeyEndpoint.MAX_DOCUMENT) + "]}");
        for (String path : List.of("/html", "/discovery", "/large", "/missing", "/moved")) {
            assertThatThrownBy(() -> ids(endpoint(path))).as(path).isInstanceOf(ExecutionException.class);
        }
        assertThatThrownBy(() -> ids(new KeyEndpoint(vertx, address + "/nobody", null)))
                .hasMessageContaining("answers 404");
    }

    @Test
    void anIssuerMayWithdrawAllKeys() throws Exception {
        documents.put("/keys", "{\"keys\":[]}");
        assertThat(ids(endpoint("/keys"))).isEmpty();
    }

    @Test
    void anUnreachableIssuerFails() {
        server.stop(0);
        assertThatThrownBy(() -> ids(endpoint("/keys"))).isInstanceOf(ExecutionException.class);
    }

    /** A secret key would make every reader of the document an issuer; keys for encryption verify nothing. */
    @Test
    void onlyPublicKeysForSignaturesAreTaken() throws Exception {
        PublicJsonWebKey encryption = key("encryption");
        encryption.setUse("enc");
        PublicJsonWebKey signature = key("signature");
        signature.setUse("sig");
        String json = new JsonWebKeySet(OctJwkGenerator.generateJwk(256), encryption, signature)
                .toJson(OutputControlLevel.INCLUDE_SYMMETRIC);
        assertThat(KeyDocument.parse(json))
                .extracting(PublicJsonWebKey::getKeyId)
                .containsExactly("signature");
    }

    @Test
    void unknownKindsOfKeysAreLeftOut() throws Exception {
        String json = "{\"keys\":[{\"kty\":\"FUTURE\",\"kid\":\"x\"}," + key("a").toJson() + "]}";
        assertThat(KeyDocument.parse(json))
                .extracting(PublicJsonWebKey::getKeyId)
                .containsExactly("a");
    }

    @Test
    void aFileHasADocumentOrAKey() throws Exception {
        PublicJsonWebKey key = key("a");
        String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder()
                        .encodeToString(key.getPublicKey().getEncoded()));
        for (String text : List.of(new JsonWebKeySet(key).toJson(), key.toJson(), "# ours\n" + pem)) {
            Path file = Files.writeString(folder.resolve("keys"), text);
            List<PublicJsonWebKey> keys = new KeyFile(file, vertx).fetch().get(10, TimeUnit.SECONDS);
            assertThat(keys).extracting(PublicJsonWebKey::getPublicKey).containsExactly(key.getPublicKey());
        }
    }

    @Test
    void aFileThatIsNotThereHasNoKeys() throws Exception {
        assertThat(ids(new KeyFile(folder.resolve("missing"), vertx))).isEmpty();
    }

    @Test
    void whatIsNoKeyIsRefused() {
        for (String text : List.of("", "x", "{}", "-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----")) {
            assertThatThrownBy(() -> KeyDocument.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private KeySource endpoint(String path) {
        return new KeyEndpoint(vertx, "demarche", URI.create(address + path));
    }

    private static List<String> ids(KeySource source) throws Exception {
        return source.fetch().get(10, TimeUnit.SECONDS).stream()
                .map(PublicJsonWebKey::getKeyId)
                .toList();
    }

    private static PublicJsonWebKey key(String id) throws Exception {
        PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(id);
        return key;
    }
}
