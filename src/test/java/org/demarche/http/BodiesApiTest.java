package org.demarche.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import io.netty.buffer.PooledByteBufAllocator;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Bodies that are too large, in pieces, or in another encoding. */
@QuarkusTest
class BodiesApiTest {

    private static final String QUERY = "{\"query\": \"{ __typename }\"}";
    private static final String ANSWER = "{\"data\":{\"__typename\":\"Query\"}}";

    @TestHTTPResource("/")
    URL service;

    /** Otherwise each read from a busy connection allocates, clears and frees a chunk. */
    @Test
    void theLargestBufferToReadInTakesAPartOfAChunkOfNettysMemory() {
        int largest = 64 * 1024; // the maximum of Netty's AdaptiveRecvByteBufAllocator

        assertThat(PooledByteBufAllocator.DEFAULT.metric().chunkSize()).isGreaterThanOrEqualTo(4 * largest);
    }

    @Test
    void aLargeBodyIsRefusedBeforeItIsSent() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Length: " + 50_000_000);
            assertTooLarge(client.response());
        }
    }

    @Test
    void aLargeBodyWithoutALengthIsRefusedAsItArrives() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Transfer-Encoding: chunked");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i <= 16; i++) {
                client.send(chunk);
            }
            assertTooLarge(client.response());
        }
    }

    @Test
    void aBodyOfTheMaximumSizeIsAccepted() throws IOException {
        byte[] body = (QUERY + " ".repeat(1024 * 1024 - QUERY.length())).getBytes(StandardCharsets.US_ASCII);
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Length: " + body.length).send(body);
            assertThat(client.response().body()).isEqualTo(ANSWER);
            client.query("{ __typename }");
            assertThat(client.response().body()).isEqualTo(ANSWER);
        }
    }

    @Test
    void aBodyMayArriveInAnyPieces() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Transfer-Encoding: chunked");
            for (char c : QUERY.toCharArray()) {
                client.send("1\r\n" + c + "\r\n");
            }
            client.send("0\r\n\r\n");
            assertThat(client.response().body()).isEqualTo(ANSWER);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Expect: 100-continue", "Content-Length: " + QUERY.length());
            assertThat(client.response().status()).isEqualTo(100);
            client.send(QUERY);
            assertThat(client.response().body()).isEqualTo(ANSWER);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldThatItsBodyIsTooLarge() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Expect: 100-continue", "Content-Length: 2000000");
            assertTooLarge(client.response());
        }
    }

    @Test
    void anotherExpectationCannotBeMet() throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Expect: a-miracle", "Content-Length: " + QUERY.length());
            assertThat(client.response().status()).isEqualTo(417);
        }
    }

    @Test
    void aCompressedBodyIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[10_000_000]);
        }
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Encoding: gzip", "Content-Length: " + bytes.size())
                    .send(bytes.toByteArray());
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.message()).contains("without Content-Encoding");
            assertThat(answer.headers()).containsEntry("accept-encoding", "identity");
        }
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Encoding: identity", "Content-Length: " + QUERY.length())
                    .send(QUERY);
            assertThat(client.response().body()).isEqualTo(ANSWER);
        }
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments("UTF-16", QUERY.getBytes(StandardCharsets.UTF_16)),
                arguments("UTF-16", QUERY.getBytes(StandardCharsets.UTF_16LE)),
                arguments("UTF-16", QUERY.getBytes(StandardCharsets.UTF_16BE)),
                arguments("byte order mark", ("\ufeff" + QUERY).getBytes(StandardCharsets.UTF_8)),
                arguments("not valid UTF-8", "{\"query\": \"{ a \u00e9 }\"}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void anotherEncodingIsNamed(String words, byte[] body) throws IOException {
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Length: " + body.length).send(body);
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
            assertThat(answer.message()).contains(words);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepJsonIsRefused(String level) throws IOException {
        String body = "{\"query\": \"{ a }\", \"variables\": " + level.repeat(100_000);
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Length: " + body.length()).send(body);
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).contains("nested more than 100 levels");
        }
    }

    @Test
    void jsonOfManySmallValuesIsRefused() throws IOException {
        String body = "{\"query\": \"{ a }\", \"variables\": {\"a\": [" + "1,".repeat(100_000) + "1]}}";
        try (RawConnection client = RawConnection.to(service)) {
            post(client, "Content-Length: " + body.length()).send(body);
            RawConnection.Response answer = client.response();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.message()).contains("more than 10000 values");
        }
    }

    private static RawConnection post(RawConnection client, String... headers) throws IOException {
        return client.send("POST /graphql HTTP/1.1\r\nHost: demarche.example\r\nContent-Type: application/json\r\n")
                .head(headers);
    }

    private static void assertTooLarge(RawConnection.Response answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).contains("1048576 bytes");
        assertThat(answer.headers()).containsEntry("connection", "close");
    }
}
