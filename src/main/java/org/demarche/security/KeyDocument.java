package org.demarche.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads public keys: a JWKS document, a JWK, or a key or certificate in PEM format. Secret keys in it are left out. */
final class KeyDocument {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----";

    private KeyDocument() {}

    /** @throws IllegalArgumentException if there is no public key in it */
    static List<PublicJsonWebKey> parse(String text) {
        try {
            List<PublicJsonWebKey> keys = text.stripLeading().startsWith("{") ? ofJson(text) : List.of(ofPem(text));
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("It has no public key for signatures");
            }
            return keys;
        } catch (JoseException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("It is no JWKS document, JWK or public key in PEM format", unreadable);
        }
    }

    private static List<PublicJsonWebKey> ofJson(String json) throws JoseException {
        List<JsonWebKey> keys = json.contains("\"" + JsonWebKeySet.JWK_SET_MEMBER_NAME + "\"")
                ? new JsonWebKeySet(json).getJsonWebKeys()
                : List.of(JsonWebKey.Factory.newJwk(json));
        return keys.stream()
                .filter(PublicJsonWebKey.class::isInstance)
                .map(PublicJsonWebKey.class::cast)
                .filter(key -> !"enc".equals(key.getUse()))
                .toList();
    }

    private static PublicJsonWebKey ofPem(String text) throws GeneralSecurityException, JoseException {
        return PublicJsonWebKey.Factory.newPublicJwk(
                text.contains(CERTIFICATE) ? certificate(text).getPublicKey() : publicKey(text));
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        byte[] bytes = pem.substring(pem.indexOf(CERTIFICATE)).getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    private static PublicKey publicKey(String pem) throws GeneralSecurityException {
        int start = pem.indexOf(PUBLIC_KEY);
        int end = pem.indexOf("-----END PUBLIC KEY-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("It is no JWKS document, JWK or public key in PEM format");
        }
        X509EncodedKeySpec encoded =
                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem.substring(start + PUBLIC_KEY.length(), end)));
        try {
            return KeyFactory.getInstance("RSA").generatePublic(encoded);
        } catch (GeneralSecurityException other) {
            return KeyFactory.getInstance("EC").generatePublic(encoded);
        }
    }
}
