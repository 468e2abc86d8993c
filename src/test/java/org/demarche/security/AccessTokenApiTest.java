package org.demarche.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.demarche.support.SignedToken;
import org.demarche.support.TestTokens;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table "Who may do what" of security.md, as far as it is about tokens: each line is a test. */
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
        assertThat(answer.jsonPath().getString("data.country.name")).isEqualTo("Afghanistan");
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertRefused(valid().expired(Duration.ofHours(1)).sign(), "it has expired");
    }

    @Test
    void aTokenThatIsNotValidYetIsRefused() {
        assertRefused(
                valid().claim("nbf", System.currentTimeMillis() / 1000 + 600).sign(), "it is not valid yet");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertRefused(valid().claim("iss", "https://other.example").sign(), "it is not from the issuer");
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        assertRefused(valid().claim("aud", "other").sign(), "it is for another service");
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        assertRefused(
                valid().key(EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey())
                        .sign(),
                "its signature is wrong");
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        assertRefused(valid().algorithm("none").key(null).sign(), "its algorithm");
    }

    @Test
    void thePublicKeyIsNoSecretForASignature() throws Exception {
        byte[] publicKey = signingKey().getPublicKey().getEncoded();
        assertRefused(valid().algorithm("HS256").key(new HmacKey(publicKey)).sign(), "its algorithm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Bearer  "})
    void whatIsNoTokenIsRefused(String header) {
        assertUnauthenticated(ask(request().header("Authorization", header)));
    }

    @Test
    void severalTokensAreRefused() {
        String token = TestTokens.editor("Ana");
        assertUnauthenticated(ask(request().header("Authorization", token, token)));
    }

    @Test
    void aTokenElsewhereThanInTheHeaderIsIgnored() {
        String wrong = "x.y.z";
        for (RequestSpecification request : List.of(
                request().queryParam("access_token", wrong).queryParam("token", wrong),
                request().cookie("access_token", wrong).cookie("Authorization", "Bearer " + wrong),
                request().header("X-Authorization", "Bearer " + wrong),
                request().header("Authorization", "Basic " + wrong))) {
            assertThat(ask(request).statusCode()).isEqualTo(200);
        }
        assertThat(request()
                        .body(Map.of("query", QUERY, "access_token", wrong, "extensions", Map.of("token", wrong)))
                        .post("/graphql")
                        .statusCode())
                .isEqualTo(200);
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

    /** Its holder is whoever has it: that is why it expires, and why a changed key ends it. */
    @Test
    void aTokenMayBeUsedAgain() {
        String token = TestTokens.editor("Ana");
        Stream.of(1, 2).forEach(time -> assertThat(
                        ask(request().header("Authorization", token)).statusCode())
                .isEqualTo(200));
    }

    @Test
    void theLogNeverShowsAToken() throws Exception {
        String valid = TestTokens.of("Ana", Role.EDITOR);
        String forged = valid().expired(Duration.ofHours(1)).sign();
        List<String> lines = new CopyOnWriteArrayList<>();
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Handler recorder = recorder(lines);
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

    private static void assertRefused(String token, String reason) {
        Response answer = ask(request().header("Authorization", "Bearer " + token));
        assertUnauthenticated(answer);
        assertThat(answer.jsonPath().getString("errors[0].message"))
                .startsWith("The access token is not valid: " + reason);
    }

    private static void assertUnauthenticated(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demarche\", error=\"invalid_token\"");
        assertThat(answer.jsonPath().getString("errors[0].extensions.code")).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.jsonPath().getMap("")).containsOnlyKeys("errors");
    }

    private static RequestSpecification request() {
        return RestAssured.given().contentType(ContentType.JSON).accept(GRAPHQL);
    }

    private static Response ask(RequestSpecification request) {
        return request.body(Map.of("query", QUERY)).post("/graphql");
    }
}
