package org.demarche.support;

import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Builds access tokens, also wrong ones. Each begins as a valid one. */
public final class SignedToken {

    private final JwtClaims claims = new JwtClaims();
    private final Map<String, Object> headers = new HashMap<>();
    private String algorithm;
    private String keyId;
    private Key key;

    private SignedToken() {}

    public static SignedToken by(PublicJsonWebKey signing) {
        SignedToken token = new SignedToken();
        token.key = signing.getPrivateKey();
        token.keyId = signing.getKeyId();
        token.algorithm = signing.getKeyType().equals("RSA")
                ? AlgorithmIdentifiers.RSA_USING_SHA256
                : AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        token.claims.setIssuer(TestTokens.ISSUER);
        token.claims.setAudience(TestTokens.AUDIENCE);
        token.claims.setSubject("ana");
        token.claims.setStringListClaim("roles", List.of("editor"));
        token.claims.setIssuedAt(NumericDate.now());
        return token.expires(Instant.now().plusSeconds(600));
    }

    public SignedToken claim(String name, Object value) {
        claims.setClaim(name, value);
        return this;
    }

    public SignedToken without(String claim) {
        claims.unsetClaim(claim);
        return this;
    }

    public SignedToken expires(Instant moment) {
        return claim("exp", moment.getEpochSecond());
    }

    public SignedToken expired(Duration ago) {
        return claim("iat", Instant.now().minus(ago).minusSeconds(60).getEpochSecond())
                .expires(Instant.now().minus(ago));
    }

    public SignedToken algorithm(String name) {
        algorithm = name;
        return this;
    }

    public SignedToken keyId(String id) {
        keyId = id;
        return this;
    }

    public SignedToken key(Key other) {
        key = other;
        return this;
    }

    public SignedToken header(String name, Object value) {
        headers.put(name, value);
        return this;
    }

    public String sign() {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        if (keyId != null) {
            token.setKeyIdHeaderValue(keyId);
        }
        headers.forEach((name, value) -> token.getHeaders().setObjectHeaderValue(name, value));
        token.setKey(key);
        token.setDoKeyValidation(false);
        try {
            return token.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
