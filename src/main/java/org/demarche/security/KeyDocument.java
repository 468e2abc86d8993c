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

import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Reads public keys: a JWKS document, a JWK, or a key or certificate in PEM format. Secret keys in it are left out. */
final class KeyDocument {

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String NONE = "It is no JWKS document, JWK or public key in PEM format";
    private static final String PUBLIC_KEY = "-----BEGIN PUBLIC KEY-----";

    private KeyDocument() {}

    /**
     * @return empty for a JWKS document without such keys, by which an issuer withdraws all of them
     * @throws IllegalArgumentException if it is none of these
     */
    static List<PublicJsonWebKey> parse(String text) {
        try {
            return text.stripLeading().startsWith("{") ? ofJson(text) : List.of(ofPem(text));
        } catch (JoseException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(NONE, unreadable);
        }
    }

    private static List<PublicJsonWebKey> ofJson(String json) throws JoseException {
        if (!JsonUtil.parseJson(json).containsKey(JsonWebKeySet.JWK_SET_MEMBER_NAME)) {
            return List.of(PublicJsonWebKey.Factory.newPublicJwk(json));
        }
        return new JsonWebKeySet(json)
                .getJsonWebKeys().stream()
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
            throw new IllegalArgumentException(NONE);
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
