package org.demarche.graphql.http;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

import jakarta.inject.Inject;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;
import static org.demarche.support.Polling.await;

@QuarkusTest
@TestProfile(ResponseCacheApiTest.Kept.class)
class CompressionApiTest {

    private static final String LARGE = body("{ countries(first: 100) { nodes { code name(language: \\\"fr\\\") } } }");
    private static final String SMALL = body("{ country(code: \\\"RU\\\") { name } }");

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI root;

    private HttpConnection http;

    @BeforeEach
    void connect() {
        http = new HttpConnection(root);
    }

    @Test
    void aLargeAnswerIsCompressedForAClientThatAcceptsIt() {
        HttpResponse<byte[]> plain = http.post(LARGE);
        HttpResponse<byte[]> compressed = http.post(LARGE, "Accept-Encoding", "gzip, deflate, br");
        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "Content-Length")).isEqualTo("" + compressed.body().length);
        assertThat(header(compressed, "Transfer-Encoding")).isNull();
        assertThat(compressed.body().length).isLessThan(plain.body().length / 2);
        assertThat(text(compressed)).isEqualTo(text(plain));
    }

    /** It is compressed by another thread, because that takes longer than an event loop may be blocked. */
    @Test
    void aVeryLargeAnswerIsCompressed() {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 45; i++) {
            fields.append("n").append(i).append(": name(language: \\\"ka\\\") ");
        }
        String body = body("{ countries(first: 100) { nodes { " + fields + "} } }");
        HttpResponse<byte[]> plain = http.post(body);
        assertThat(plain.body().length).isGreaterThan(128 * 1024);
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> compressed = http.post(body, "Accept-Encoding", "gzip");
            assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(text(compressed)).isEqualTo(text(plain));
        }
    }

    @Test
    void aSmallAnswerIsNotCompressedUnlessTheClientInsists() {
        assertThat(header(http.post(SMALL, "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isNull();
        HttpResponse<byte[]> compressed = http.post(SMALL, "Accept-Encoding", "gzip, identity;q=0");
        assertThat(header(compressed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(text(compressed)).isEqualTo(text(http.post(SMALL)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "identity", "br", "*;q=0, identity"})
    void anAnswerIsSentAsItIsToAClientThatDoesNotAcceptGzip(String accepted) {
        HttpResponse<byte[]> answer = http.post(LARGE, "Accept-Encoding", accepted);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Encoding")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*;q=0", "gzip;q=0, identity;q=0"})
    void aClientThatAcceptsNothingIsRefused(String accepted) {
        HttpResponse<byte[]> answer = http.post(SMALL, "Accept-Encoding", accepted);
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(text(answer)).contains("INVALID_REQUEST", "Accept-Encoding");
    }

    @Test
    void errorsAreCompressedToo() {
        HttpResponse<byte[]> answer = http.post(body("{ " + "nothing ".repeat(30) + "}"), "Accept-Encoding", "gzip");
        assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
        assertThat(text(answer)).contains("INVALID_QUERY");
    }

    @Test
    void aCachedAnswerIsKeptCompressedAndCountsTheBytesOfBoth() {
        String body = body("{ countries(first: 90) { nodes { code name(language: \\\"de\\\") } } }");
        double before = size();
        int plain = http.post(body).body().length;
        awaitSize(before + 200 + body.length() + plain);
        int compressed = http.post(body, "Accept-Encoding", "gzip").body().length;
        awaitSize(before + 200 + body.length() + plain + compressed);
        http.post(body, "Accept-Encoding", "gzip");
        assertThat(http.post(body).body()).hasSize(plain);
        awaitSize(before + 200 + body.length() + plain + compressed);
    }

    @Test
    void aTagIsValidForTheAnswerInEitherCoding() {
        Map<String, String> query = Map.of("query", "{ countries(first: 80) { nodes { code name } } }");
        await().until(() ->
                header(http.query(query), "ETag").equals(header(http.query(query, "Accept-Encoding", "gzip"), "ETag")));
    }

    /** Caffeine updates the weight a moment after the answer. */
    private void awaitSize(double bytes) {
        await().untilAsserted(() -> assertThat(size()).isEqualTo(bytes));
    }

    private double size() {
        return meters.get("demarche.answers.size").gauge().value();
    }

    private static String body(String query) {
        return "{\"query\": \"" + query + "\"}";
    }
}
