package org.demarche.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.demarche.support.ResponseJson;
import org.demarche.support.SignedToken;
import org.demarche.support.TestTokens;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How requests with an access token are answered. {@link AccessTableApiTest} has who may do what. */
@QuarkusTest
class AccessTokenApiTest {

    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String QUERY = "{ country(code: \"AF\") { name } }";

    @Test
    void readingNeedsNoToken() {
        assertThat(ask(request()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void aValidTokenMayReadToo(String scheme) {
        Response answer = ask(request().header("Authorization", scheme + TestTokens.of("Ana", Role.EDITOR)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ResponseJson.of(answer).getString("data.country.name")).isEqualTo("Afghanistan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer  "})
    void whatIsNoTokenIsRefused(String header) {
        assertUnauthenticated(ask(request().header("Authorization", header)));
    }

    /** The query parameters of GET, and the fields of the body. */
    @Test
    void aTokenThatIsNotInTheHeaderIsNotEvenRead() {
        String wrong = "x.y.z";
        assertThat(RestAssured.given()
                        .queryParam("query", QUERY)
                        .queryParam("access_token", wrong)
                        .get("/graphql")
                        .statusCode())
                .isEqualTo(200);
        assertThat(request()
                        .body(Map.of("query", QUERY, "access_token", wrong, "extensions", Map.of("token", wrong)))
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(200);
    }

    /** As GraphQL over HTTP has it: the status is that of the request only if its client accepts the media type. */
    @Test
    void aMutationWithoutATokenIsUnauthenticated() {
        String mutation = "mutation { recordTopic(input: {slug: \"a\", title: \"A\"}) { topic { slug } } }";
        Response answer = request().body(Map.of("query", mutation)).post("/graphql");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demarche\"");
        assertThat(ResponseJson.of(answer).getString("errors[0].extensions.code"))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void anInvalidTokenIsRefusedWithGetAndForExportsToo() {
        for (String path :
                List.of("/graphql?query=%7Bcountries%7BtotalCount%7D%7D", "/export/events.csv?topics=none")) {
            Response answer = RestAssured.given()
                    .urlEncodingEnabled(false)
                    .header("Authorization", "Bearer x")
                    .get(path);
            assertUnauthenticated(answer);
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void pagesAreServedWhateverTheToken() {
        assertThat(RestAssured.given()
                        .header("Authorization", "Bearer x")
                        .get("/graphiql/index.html")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theLogNeverShowsAToken() throws Exception {
        String valid = TestTokens.of("Ana", Role.EDITOR);
        String forged = valid().expired(Duration.ofHours(1)).sign();
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Handler recorder = recorder(lines);
        List<Handler> usual = List.of(root.getHandlers());
        usual.forEach(root::removeHandler);
        root.addHandler(recorder);
        root.setLevel(Level.ALL);
        try {
            ask(request().header("Authorization", "Bearer " + valid));
            ask(request().header("Authorization", "Bearer " + forged));
            ask(request().header("Authorization", "Bearer " + forged + "x"));
            ask(request().header("Authorization", "Bearer " + valid).queryParam("broken", "%"));
        } finally {
            root.setLevel(before);
            root.removeHandler(recorder);
            usual.forEach(root::addHandler);
        }
        assertThat(lines).isNotEmpty();
        for (String token : List.of(valid, forged)) {
            String claims = token.split("\\.")[1];
            String signature = token.split("\\.")[2];
            assertThat(lines).noneMatch(line -> line.contains(claims) || line.contains(signature));
        }
    }

    private static Handler recorder(List<String> lines) {
        PatternFormatter format = new PatternFormatter("%c %s%e");
        return new Handler() {

            @Override
            public void publish(LogRecord record) {
                // The client of this test logs what it sends.
                if (!record.getLoggerName().startsWith("org.apache.http")) {
                    lines.add(format.format(ExtLogRecord.wrap(record)));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static SignedToken valid() {
        return SignedToken.by(signingKey());
    }

    private static PublicJsonWebKey signingKey() {
        return TestTokens.key().jwk();
    }

    private static void assertUnauthenticated(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demarche\", error=\"invalid_token\"");
        assertThat(ResponseJson.of(answer).getString("errors[0].extensions.code"))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(ResponseJson.of(answer).getMap("")).containsOnlyKeys("errors");
    }

    private static RequestSpecification request() {
        return RestAssured.given().contentType(ContentType.JSON).accept(GRAPHQL);
    }

    private static Response ask(RequestSpecification request) {
        return request.body(Map.of("query", QUERY)).post("/graphql");
    }
}
