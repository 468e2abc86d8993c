package org.demarche.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.config.TokenSettings;
import org.demarche.error.ClientErrorException;
import org.demarche.error.ErrorCode;
import org.demarche.support.SignedToken;
import org.demarche.support.TestTokens;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TokenVerifierTest {

    private static final PublicJsonWebKey RSA = rsa(2048, "rsa");
    private static final PublicJsonWebKey OTHER_RSA = rsa(2048, "rsa");
    private static final PublicJsonWebKey WEAK = rsa(1024, "weak");
    private static final PublicJsonWebKey EC = ec("ec");
    private static final List<PublicJsonWebKey> KEYS = List.of(RSA, WEAK, EC);

    @Test
    void aValidTokenNamesItsHolder() {
        Caller caller = verify(SignedToken.by(RSA)
                .claim("preferred_username", "Ana María")
                .claim("exp", 32503680000L)
                .sign());
        assertThat(caller.id()).isEqualTo("ana");
        assertThat(caller.name()).isEqualTo("Ana María");
        assertThat(caller.expiry().getEpochSecond()).isEqualTo(32503680000L);
        assertThat(caller.has(Role.EDITOR)).isTrue();
        assertThat(caller.has(Role.CURATOR)).isFalse();
    }

    @Test
    void whoHasNoNameIsNamedBySubject() {
        assertThat(verify(SignedToken.by(EC).sign()).name()).isEqualTo("ana");
        assertThat(verify(SignedToken.by(EC).claim("preferred_username", " ").sign())
                        .name())
                .isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void algorithmsOfRsaKeysAreAllowed(String algorithm) {
        assertThat(verify(SignedToken.by(RSA).algorithm(algorithm).sign()).id()).isEqualTo("ana");
    }

    @Test
    void eachEllipticCurveHasItsAlgorithm() throws JoseException {
        Map<String, PublicJsonWebKey> keys = Map.of(
                "ES256", EC,
                "ES384", EcJwkGenerator.generateJwk(EllipticCurves.P384),
                "ES512", EcJwkGenerator.generateJwk(EllipticCurves.P521));
        keys.forEach((algorithm, key) -> {
            String token = SignedToken.by(key).algorithm(algorithm).keyId(null).sign();
            TokenVerifier verifier = verifier(settings(Map.of()), List.copyOf(keys.values()));
            assertThat(verifier.verify(token).await().indefinitely().id()).isEqualTo("ana");
        });
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused("expired", "expired", token -> token.expired(Duration.ofMinutes(1))),
                refused("not valid yet", "not valid yet", token -> token.claim("nbf", in(120))),
                refused("never expires", "never expires", token -> token.without("exp")),
                refused("no time of issue", "iat", token -> token.without("iat")),
                refused("other issuer", "issuer", token -> token.claim("iss", "https://other.example")),
                refused("no issuer", "issuer", token -> token.without("iss")),
                refused("other audience", "another service", token -> token.claim("aud", "account")),
                refused("no audience", "another service", token -> token.without("aud")),
                refused("forged", "signature is wrong", token -> token.key(OTHER_RSA.getPrivateKey())),
                refused("unknown key", "no such key", token -> token.keyId("unknown")),
                refused("key of another algorithm", "no such key", token -> token.keyId("ec")),
                refused("weak key", "no such key", token -> token.keyId("weak").key(WEAK.getPrivateKey())),
                refused("no algorithm", "algorithm", token -> token.algorithm("none")
                        .key(null)),
                refused("the public key as a secret", "algorithm", token -> token.algorithm("HS256")
                        .key(new HmacKey(RSA.getPublicKey().getEncoded()))),
                refused("no subject", "claim sub is empty", token -> token.without("sub")),
                refused("empty subject", "claim sub is empty", token -> token.claim("sub", "")),
                refused("subject of another type", "wrong type", token -> token.claim("sub", 7)),
                refused("long name", "more than 200", token -> token.claim("sub", "a".repeat(201))),
                refused("line break in the name", "control", token -> token.claim("preferred_username", "a\nb")));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void anInvalidTokenIsRefused(UnaryOperator<SignedToken> change, String reason) {
        String token = change.apply(SignedToken.by(RSA)).sign();
        ClientErrorException refusal = refusal(token);
        assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusal.getMessage()).contains(reason);
        assertNothingOf(token, refusal.getMessage());
    }

    @Test
    void clocksMayDifferALittle() {
        assertThat(verify(SignedToken.by(RSA).expired(Duration.ofSeconds(10)).sign())
                        .id())
                .isEqualTo("ana");
        assertThat(verify(SignedToken.by(RSA).claim("nbf", in(10)).sign()).id()).isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b", "a.b.c", "..", "e30.e30.", "e30.e30.e30.e30.e30", "é.ü.ö", "Bearer x.y.z"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(refusal(text).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aLongTokenIsNotEvenParsed() {
        String token = SignedToken.by(RSA).claim("picture", "x".repeat(8192)).sign();
        assertThat(refusal(token).getMessage()).contains("more than 8192 characters");
    }

    @Test
    void aDeeplyNestedHeaderIsRefused() {
        byte[] json = ("{\"alg\":" + "[".repeat(3000)).getBytes(StandardCharsets.UTF_8);
        String header = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        assertThat(refusal(header + ".e30.e30").getMessage()).contains("no signed JWT");
    }

    @Test
    void changedClaimsBreakTheSignature() {
        String[] parts = SignedToken.by(RSA).sign().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String promoted = claims.replace("editor", "curator");
        assertThat(promoted).isNotEqualTo(claims);
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(promoted.getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(String.join(".", parts)).getMessage()).contains("signature is wrong");
    }

    /** The token would bring the key that verifies it (RFC 7515, section 4.1.3). */
    @Test
    void aKeyInTheTokenIsNotUsed() {
        SignedToken token = SignedToken.by(OTHER_RSA)
                .header("jwk", OTHER_RSA.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .header("jku", "https://attacker.example/keys");
        assertThat(refusal(token.sign()).getMessage()).contains("signature is wrong");
        assertThat(refusal(token.keyId("attacker").sign()).getMessage()).contains("no such key");
    }

    @Test
    void rolesStandWhereTheSettingSays() {
        Map<String, Object> keycloak = Map.of("roles", List.of("offline_access", "curator"));
        assertThat(rolesAt("realm_access/roles", "realm_access", keycloak)).containsExactly(Role.CURATOR);
        assertThat(rolesAt("resource_access/demarche/roles", "resource_access", Map.of("demarche", keycloak)))
                .containsExactly(Role.CURATOR);
        assertThat(rolesAt("https://id.example/roles", "https://id.example/roles", List.of("editor")))
                .containsExactly(Role.EDITOR);
        assertThat(rolesAt("scope", "scope", "openid Editor")).containsExactly(Role.EDITOR);
        assertThat(rolesAt("groups", "groups", List.of("/editor", 7, "editors")))
                .isEmpty();
        assertThat(rolesAt("realm_access/roles", "realm_access", "editor")).isEmpty();
        assertThat(rolesAt("missing", "groups", List.of("editor"))).isEmpty();
    }

    @Test
    void withoutAnIssuerNoTokenIsValid() {
        TokenVerifier verifier = verifier(settings(Map.of()), null);
        assertThat(refusal(verifier, SignedToken.by(RSA).sign()).getMessage()).contains("accepts no access tokens");
    }

    private static Set<Role> rolesAt(String setting, String claim, Object value) {
        String token = SignedToken.by(RSA).without("roles").claim(claim, value).sign();
        return verifier(settings(Map.of("demarche.tokens.roles-claim", setting)), KEYS)
                .verify(token)
                .await()
                .indefinitely()
                .roles();
    }

    private static Arguments refused(String name, String reason, UnaryOperator<SignedToken> change) {
        return arguments(Named.of(name, change), reason);
    }

    private static long in(int seconds) {
        return Clock.systemUTC().instant().plusSeconds(seconds).getEpochSecond();
    }

    private static void assertNothingOf(String token, String message) {
        for (String part : token.split("\\.")) {
            if (part.length() > 8) {
                assertThat(message).doesNotContain(part.substring(0, 8));
            }
        }
    }

    private static Caller verify(String token) {
        return verifier(settings(Map.of()), KEYS).verify(token).await().indefinitely();
    }

    private static ClientErrorException refusal(String token) {
        return refusal(verifier(settings(Map.of()), KEYS), token);
    }

    private static ClientErrorException refusal(TokenVerifier verifier, String token) {
        return catchThrowableOfType(
                ClientErrorException.class, () -> verifier.verify(token).await().indefinitely());
    }

    private static TokenVerifier verifier(TokenSettings settings, List<PublicJsonWebKey> keys) {
        return new TokenVerifier(
                settings, keys == null ? null : new VerificationKeys(new FixedKeys(keys), Clock.systemUTC()));
    }

    private static TokenSettings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(TokenSettings.class)
                .withDefaultValues(values)
                .withDefaultValue(TokenSettings.ISSUER, TestTokens.ISSUER)
                .build()
                .getConfigMapping(TokenSettings.class);
    }

    private static PublicJsonWebKey rsa(int bits, String id) {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(bits);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PublicJsonWebKey ec(String id) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record FixedKeys(List<PublicJsonWebKey> keys) implements KeySource {

        @Override
        public CompletableFuture<List<PublicJsonWebKey>> fetch() {
            return CompletableFuture.completedFuture(keys);
        }

        @Override
        public Duration refresh() {
            return Duration.ofMinutes(5);
        }

        @Override
        public String location() {
            return "memory";
        }
    }
}
