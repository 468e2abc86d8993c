package org.demarche.http;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.demarche.support.HttpConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.HttpConnection.header;

/** Responses of a route behind the CORS headers, without the rest of the service. */
class CorsTest {

    private static final String APP = "https://app.example";
    private static final String[] PREFLIGHT = {
        "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type"
    };

    private static Vertx vertx;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @Test
    void withoutTheSettingNoHeaderIsSent() {
        HttpResponse<byte[]> answer = get(serve(), "Origin", APP);
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(header(answer, "Vary")).isNull();
    }

    @Test
    void anAllowedOriginMayReadTheAnswerAndItsHeaders() {
        HttpResponse<byte[]> answer = get(serve("https://other.example", APP), "Origin", APP);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(header(answer, "Access-Control-Expose-Headers"))
                .contains("ETag", "Retry-After", "RateLimit", "Changes-Cursor", "WWW-Authenticate");
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isNull();
        assertThat(header(answer, "Vary")).isEqualToIgnoringCase("Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://app.example", "https://app.example:8443", "*", ""})
    void anotherOriginGetsItsAnswerWithoutPermissionToReadIt(String origin) {
        HttpConnection http = serve(APP);
        HttpResponse<byte[]> answer = get(http, "Origin", origin);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isNull();
        assertThat(header(answer, "Vary")).isEqualToIgnoringCase("Origin");
        HttpResponse<byte[]> preflight = preflight(http, origin);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isNull();
        assertThat(header(preflight, "Access-Control-Allow-Methods")).isNull();
    }

    /** Otherwise a cache would send this answer to pages of the allowed origin. */
    @Test
    void anAnswerToARequestWithoutAnOriginVariesByItToo() {
        assertThat(header(get(serve(APP)), "Vary")).isEqualToIgnoringCase("Origin");
    }

    @Test
    void aPreflightIsAnsweredForADay() {
        HttpResponse<byte[]> preflight = preflight(serve(APP), APP);
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.body()).isEmpty();
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(header(preflight, "Access-Control-Allow-Methods").split(", "))
                .contains("GET", "POST");
        assertThat(header(preflight, "Access-Control-Allow-Headers").split(", "))
                .contains("authorization", "content-type", "apollographql-client-name", "if-none-match", "*");
        assertThat(header(preflight, "Access-Control-Max-Age")).isEqualTo("86400");
        assertThat(header(preflight, "Vary")).isEqualToIgnoringCase("Origin");
    }

    @Test
    void anOptionsRequestThatIsNoPreflightIsPassedOn() {
        HttpResponse<byte[]> answer = serve(APP).request("OPTIONS", "graphql", null, "Origin", APP);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", APP})
    void anAsteriskAllowsAllOriginsWithOneAnswerForAll(String origin) {
        HttpConnection http = serve("*");
        assertThat(header(get(http, "Origin", origin), "Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(header(get(http, "Origin", origin), "Vary")).isNull();
        assertThat(header(get(http), "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight(http, origin).statusCode()).isEqualTo(204);
    }

    @Test
    void otherPathsAreNotOpened() {
        HttpResponse<byte[]> answer = serve("*").get("graphiql/", "Origin", APP);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isNull();
        assertThat(header(serve("*").get("graphql/schema.graphql", "Origin", APP), "Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    private static HttpResponse<byte[]> get(HttpConnection http, String... headers) {
        return http.get("graphql", headers);
    }

    private static HttpResponse<byte[]> preflight(HttpConnection http, String origin) {
        return http.request(
                "OPTIONS", "graphql", null, "Origin", origin, PREFLIGHT[0], PREFLIGHT[1], PREFLIGHT[2], PREFLIGHT[3]);
    }

    private static HttpConnection serve(String... origins) {
        Router router = Router.router(vertx);
        new Cors(() -> origins.length == 0 ? Optional.empty() : Optional.of(List.of(origins))).register(router);
        router.route().handler(context -> context.response().end("answer"));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new HttpConnection(URI.create("http://127.0.0.1:" + server.actualPort() + "/"));
    }
}
