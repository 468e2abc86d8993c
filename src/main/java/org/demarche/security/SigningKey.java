package org.demarche.security;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** The key of an operator without an identity provider: the command token signs with it. A JWK in a file of the operator. */
public final class SigningKey {

    private static final int BITS = 2048;

    private final PublicJsonWebKey key;

    private SigningKey(PublicJsonWebKey key) {
        this.key = key;
    }

    /** In the data folder of the embedded database, where the service looks for it. */
    public static Path fileIn(Path dataFolder) {
        return dataFolder.resolve("token-key.json");
    }

    /** Makes the key if there is no such file. Only the owner may read it, from its creation on. */
    public static SigningKey at(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
            if (key.getPrivateKey() != null && key.getAlgorithm() != null) {
                return new SigningKey(key);
            }
        } catch (JoseException unreadable) {
            // Said below.
        }
        throw new IOException(file + " has no key that the command token has made");
    }

    private static void create(Path file) throws IOException {
        Path complete = Files.createTempFile(file.toAbsolutePath().getParent(), "token-key", null);
        try {
            Files.writeString(complete, generate().toJson(OutputControlLevel.INCLUDE_PRIVATE));
            publish(complete, file);
        } catch (FileAlreadyExistsException other) {
            // Another process has made a key meanwhile: that one counts.
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    private static void publish(Path complete, Path file) throws IOException {
        try {
            // Unlike a move, it never replaces a file.
            Files.createLink(file, complete);
        } catch (FileAlreadyExistsException other) {
            throw other;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(complete, file);
        }
    }

    /** RSA, because to verify a signature takes a tenth of the processor time of an elliptic curve's. */
    private static PublicJsonWebKey generate() {
        try {
            PublicJsonWebKey key = RsaJwkGenerator.generateJwk(BITS);
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setUse("sig");
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** With its private part. */
    PublicJsonWebKey jwk() {
        return key;
    }

    /** The JWKS document that a service needs to verify the tokens. It contains nothing secret. */
    public String publicKeys() {
        return new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** @param name whom the token names */
    public String sign(String name, Set<Role> roles, Instant now, Duration validity, String issuer, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(name);
        claims.setStringListClaim(
                "roles", roles.stream().map(Role::tokenName).sorted().toList());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(validity).getEpochSecond()));
        claims.setGeneratedJwtId();
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(key.getAlgorithm());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setHeader("typ", "at+jwt");
        token.setKey(key.getPrivateKey());
        try {
            return token.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
