package org.demarche.graphql.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;

@QuarkusTest
class ExplorerFilesApiTest {

    @TestHTTPResource("/")
    URI root;

    private HttpConnection http;

    @BeforeEach
    void connect() {
        http = new HttpConnection(root);
    }

    @Test
    void allFilesOfThePageAreServedThisWay() throws IOException, URISyntaxException {
        URI page = ExplorerFiles.class
                .getResource("/META-INF/resources/graphiql/index.html")
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(page).getParent())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(ExplorerFiles.NAMES);
        }
    }

    static Stream<String> paths() {
        return Stream.concat(ExplorerFiles.NAMES.stream(), Stream.of("", "examples.json"))
                .map("graphiql/"::concat);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aFileIsValidatedByItsContent(String path) {
        HttpResponse<byte[]> file = http.get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(file, "Vary")).isEqualToIgnoringCase("Accept-Encoding");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        HttpResponse<byte[]> again = http.get(path, "If-None-Match", header(file, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aFileIsSentCompressed(String path) {
        HttpResponse<byte[]> plain = http.get(path);
        HttpResponse<byte[]> compressed = http.get(path, "Accept-Encoding", "gzip");
        boolean isLarge = plain.body().length >= 1024;
        assertThat(header(compressed, "Content-Encoding")).isEqualTo(isLarge ? "gzip" : null);
        assertThat(header(compressed, "Content-Length")).isEqualTo("" + compressed.body().length);
        assertThat(text(compressed)).isEqualTo(text(plain));
        if (isLarge) {
            assertThat(compressed.body().length).isLessThan(plain.body().length);
            assertThat(header(compressed, "ETag")).isNotEqualTo(header(plain, "ETag"));
        }
    }

    @Test
    void theLargestScriptIsCompressedToAQuarter() {
        int plain = http.get("graphiql/graphiql.min.js").body().length;
        int compressed =
                http.get("graphiql/graphiql.min.js", "Accept-Encoding", "gzip").body().length;
        assertThat(compressed).isLessThan(plain / 4);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() {
        HttpResponse<byte[]> head = http.request("HEAD", "graphiql/", null);
        HttpResponse<byte[]> get = http.get("graphiql/");
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map()).isEqualTo(get.headers().map());
    }

    @Test
    void thePageMayNotBeFramedAndLoadsScriptsOfItsOwnOriginOnly() {
        HttpResponse<byte[]> page = http.get("graphiql/");
        List<String> policy = List.of(header(page, "Content-Security-Policy").split("; "));
        assertThat(policy)
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .noneMatch(directive -> directive.startsWith("script-src"));
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(http.get("graphiql/explorer.js"), "Cross-Origin-Resource-Policy"))
                .isEqualTo("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphql?query=%7B__typename%7D", "graphql?query=%7B", "graphql", "nothing", ""})
    void noAnswerIsTakenForAnotherType(String path) {
        assertThat(header(http.get(path), "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aPathBelowAFileIsNotThatFile() {
        assertThat(http.get("graphiql/explorer.js/").statusCode()).isEqualTo(404);
    }
}
