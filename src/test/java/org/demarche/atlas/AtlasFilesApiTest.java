package org.demarche.atlas;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;
import static org.demarche.support.HttpConnection.text;

@QuarkusTest
class AtlasFilesApiTest {

    /** In bytes, compressed: the page, its scripts, D3 and the shapes, and the first answers. */
    private static final int FIRST_VIEW = 400_000;

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([\\w/.-]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export) [^;]*?from '\\./([\\w.-]+)';");

    @TestHTTPResource("/")
    URI root;

    private HttpConnection http;

    @BeforeEach
    void connect() {
        http = new HttpConnection(root);
    }

    @Test
    void allFilesOfThePageAreServed() throws IOException, URISyntaxException {
        Path folder = Path.of(AtlasFiles.class
                        .getResource("/META-INF/resources/atlas/index.html")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(AtlasFiles.NAMES);
        }
    }

    static Stream<String> paths() {
        return Stream.concat(AtlasFiles.NAMES.stream(), Stream.of("", "embed")).map("atlas/"::concat);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aFileIsValidatedByItsContent(String path) {
        HttpResponse<byte[]> file = http.get(path);
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(file, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(file, "Content-Type"))
                .startsWith(path.endsWith(".js") ? "text/javascript" : path.endsWith("/") ? "text/html" : "");
        HttpResponse<byte[]> again = http.get(path, "If-None-Match", header(file, "ETag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /atlas/",
        "/atlas, /atlas/",
        "/?topic=a&day=2025-07-03, /atlas/?topic=a&day=2025-07-03",
        "/atlas?x=%0A, /atlas/?x=%0A"
    })
    void theRootLeadsToThePageAndKeepsTheState(String from, String to) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(from)
                .then()
                .statusCode(302)
                .header("Location", to);
    }

    @Test
    void theExplorerIsOneClickAway() {
        assertThat(text(http.get("atlas/"))).contains("<a href=\"../graphiql/\"");
        assertThat(http.get("graphiql/").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageRunsScriptsAndStylesOfItsFilesOnly() {
        List<String> policy = policy("atlas/");
        assertThat(policy)
                .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'")
                .noneMatch(directive -> directive.matches("(script|style|connect|font)-src.*"));
        assertThat(text(http.get("atlas/"))).doesNotContain("style=", "onclick", "<style", "http:", "https:");
        assertThat(header(http.get("atlas/"), "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void onlyThePageToEmbedMayBeFramed() {
        assertThat(policy("atlas/")).contains("frame-ancestors 'none'");
        assertThat(policy("atlas/embed")).contains("frame-ancestors *");
        assertThat(policy("graphiql/")).contains("frame-ancestors 'none'");
        assertThat(http.get("atlas/embed").body()).isEqualTo(http.get("atlas/").body());
    }

    /** Otherwise the browser learns of a module only when it has read the one before. */
    @Test
    void thePageNamesEveryModuleThatItStartsWith() {
        Set<String> needed = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of("atlas.js"));
        while (!open.isEmpty()) {
            String module = open.pop();
            if (needed.add(module)) {
                IMPORT.matcher(text(http.get("atlas/" + module))).results().forEach(found -> open.add(found.group(1)));
            }
        }
        assertThat(needed).hasSizeGreaterThan(10);
        assertThat(references().stream().filter(name -> name.endsWith(".js") && !name.equals("d3.min.js")))
                .containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void theFirstViewIsSmall() {
        int files = references().stream()
                .filter(AtlasFiles.NAMES::contains)
                .mapToInt(name -> size("atlas/" + name))
                .sum();
        assertThat(files).isGreaterThan(100_000);
        int answers = Stream.of(
                        query("AtlasCountries", "{\"language\": \"en\"}"),
                        query("AtlasTimeline", "{\"slug\": \"taliban-recognition\"}"),
                        query("AtlasPositions", "{\"slug\": \"taliban-recognition\", \"on\": \"2025-08-01\"}"))
                .mapToInt(this::size)
                .sum();
        System.out.printf("The first view takes %,d bytes of files and %,d of answers, compressed.%n", files, answers);
        assertThat(size("atlas/") + files + answers).isLessThan(FIRST_VIEW);
    }

    private static String query(String name, String variables) {
        return "graphql?"
                + HttpConnection.encode(
                        Map.of("query", new AtlasDocuments().byName().get(name), "variables", variables));
    }

    private int size(String path) {
        HttpResponse<byte[]> answer = http.get(path, "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body().length;
    }

    private Set<String> references() {
        return REFERENCE
                .matcher(text(http.get("atlas/")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> policy(String path) {
        return List.of(header(http.get(path), "Content-Security-Policy").split("; "));
    }
}
