package org.demarche.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.demarche.support.ResponseJson;
import org.demarche.support.SignedToken;
import org.demarche.support.TestTokens;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table "Who may do what" of security.md: each of its lines is sent. */
@QuarkusTest
class AccessTableApiTest {

    private static final Path PAGE = Path.of("src/site/markdown/security.md");
    private static final Pattern TABLE =
            Pattern.compile("(?<=<!-- access -->\n).*?(?=<!-- /access -->)", Pattern.DOTALL);

    private static final List<String> READ = List.of("{ country(code: \"AF\") { name } }");

    /** Their inputs are wrong, so that those who may write get user errors and nothing is written. */
    private static final List<String> RECORD = List.of(
            "mutation { recordTopic(input: {slug: \"-\", title: \"\"}) { userErrors { code } } }",
            """
            mutation { recordEvent(input: {slug: "-", title: "", kind: VOTE, date: "2025", sources: []})
              { userErrors { code } } }""",
            "mutation { reviseEvent(input: {id: \"x\", revision: 1}) { userErrors { code } } }",
            """
            mutation { recordStance(input: {country: "XX", event: "-", position: SUPPORTS, act: VOTE, since: "2025",
              sources: []}) { userErrors { code } } }""",
            "mutation { reviseStance(input: {id: \"x\", revision: 1}) { userErrors { code } } }");

    private static final List<String> WITHDRAW = List.of(
            "mutation { withdrawEvent(input: {id: \"x\", revision: 1, reason: \"x\"}) { userErrors { code } } }",
            "mutation { withdrawStance(input: {id: \"x\", revision: 1, reason: \"x\"}) { userErrors { code } } }");

    private static final PublicJsonWebKey OTHER_KEY = newKey();
    private static final String USED = SignedToken.by(key()).sign();

    /** What each line puts into a request. */
    private static final Map<String, UnaryOperator<RequestSpecification>> CREDENTIALS = credentials();

    private static Map<String, UnaryOperator<RequestSpecification>> credentials() {
        Map<String, UnaryOperator<RequestSpecification>> lines = new LinkedHashMap<>();
        lines.put("no token", request -> request);
        lines.put("a token with the role `editor`", token(valid -> valid.claim("roles", List.of("editor"))));
        lines.put("a token with the role `curator`", token(valid -> valid.claim("roles", List.of("curator"))));
        lines.put("a token with both roles", token(valid -> valid.claim("roles", List.of("editor", "curator"))));
        lines.put("a token without a role", token(valid -> valid.without("roles")));
        lines.put("a token with an unknown role", token(valid -> valid.claim("roles", List.of("admin", "editors"))));
        lines.put("a token that has been used before", request -> request.header("Authorization", "Bearer " + USED));
        lines.put("a token that has expired", token(valid -> valid.expired(Duration.ofMinutes(1))));
        lines.put(
                "a token that is not valid yet",
                token(valid -> valid.claim("nbf", Instant.now().plusSeconds(60).getEpochSecond())));
        lines.put("a token that never expires", token(valid -> valid.without("exp")));
        lines.put("a token of another issuer", token(valid -> valid.claim("iss", "https://other.example")));
        lines.put("a token for another service (audience)", token(valid -> valid.claim("aud", "other")));
        lines.put(
                "a token that another key has signed",
                token(valid -> valid.key(otherKey().getPrivateKey())));
        lines.put("a token whose role was changed after it was signed", AccessTableApiTest::promoted);
        lines.put("a token that brings its own key", token(valid -> valid.key(
                        otherKey().getPrivateKey())
                .header("jwk", otherKey().toParams(OutputControlLevel.PUBLIC_ONLY))));
        lines.put("a token with the algorithm `none`", token(valid -> valid.algorithm("none")
                .key(null)));
        lines.put("a token with `HS256` and the public key as the secret", token(valid -> valid.algorithm("HS256")
                .key(new HmacKey(key().getPublicKey().getEncoded()))));
        lines.put("a token of more than 8,192 characters", token(valid -> valid.claim("picture", "x".repeat(8192))));
        lines.put(
                "two tokens",
                request -> request.header("Authorization", TestTokens.curator("Ana"), TestTokens.curator("Ana")));
        lines.put("something else after `Bearer`", request -> request.header("Authorization", "Bearer of good news"));
        lines.put("a token in the address, a cookie or the body only", AccessTableApiTest::elsewhere);
        lines.put(
                "a user and a password (`Basic`)",
                request -> request.auth().preemptive().basic("ana", "secret"));
        return lines;
    }

    static List<String[]> lines() throws IOException {
        Matcher table = TABLE.matcher(Files.readString(PAGE));
        assertThat(table.find()).as("markers in %s", PAGE).isTrue();
        return table.group()
                .lines()
                .skip(2)
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }

    @Test
    void theTableHasEachCaseOnce() throws IOException {
        assertThat(lines().stream().map(line -> line[0])).containsExactlyElementsOf(CREDENTIALS.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void everyLineIsRight(String credentials, String read, String record, String withdraw) {
        assertThat(outcomes(READ, credentials)).containsOnly(read);
        assertThat(outcomes(RECORD, credentials)).containsOnly(record);
        assertThat(outcomes(WITHDRAW, credentials)).containsOnly(withdraw);
    }

    private static Stream<String> outcomes(List<String> documents, String credentials) {
        return documents.stream().map(document -> {
            RequestSpecification request = RestAssured.given()
                    .contentType(ContentType.JSON)
                    .accept(ContentType.JSON)
                    .body(Map.of("query", document));
            return outcome(CREDENTIALS.get(credentials).apply(request).post("/graphql"));
        });
    }

    private static String outcome(Response answer) {
        ResponseJson json = ResponseJson.of(answer);
        if (json.get("errors") == null) {
            return "allowed";
        }
        assertThat(json.<Object>get("data")).isNull();
        String code = json.getString("errors[0].extensions.code");
        if (answer.statusCode() == 200) {
            return code;
        }
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"demarche\", error=\"invalid_token\"");
        return answer.statusCode() + " " + code;
    }

    private static UnaryOperator<RequestSpecification> token(UnaryOperator<SignedToken> change) {
        return request -> request.header(
                "Authorization", "Bearer " + change.apply(SignedToken.by(key())).sign());
    }

    private static RequestSpecification promoted(RequestSpecification request) {
        String editor = SignedToken.by(key()).sign();
        String curator =
                SignedToken.by(key()).claim("roles", List.of("curator")).sign();
        String[] parts = editor.split("\\.");
        return request.header("Authorization", "Bearer " + parts[0] + "." + curator.split("\\.")[1] + "." + parts[2]);
    }

    private static RequestSpecification elsewhere(RequestSpecification request) {
        String token = TestTokens.of("Ana", Role.CURATOR);
        return request.queryParam("access_token", token)
                .queryParam("Authorization", "Bearer " + token)
                .cookie("access_token", token)
                .cookie("Authorization", "Bearer " + token)
                .header("X-Authorization", "Bearer " + token);
    }

    private static PublicJsonWebKey key() {
        return TestTokens.key().jwk();
    }

    private static PublicJsonWebKey otherKey() {
        return OTHER_KEY;
    }

    private static PublicJsonWebKey newKey() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
