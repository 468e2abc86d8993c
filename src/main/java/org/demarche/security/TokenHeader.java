package org.demarche.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * What a token says about its signature. Nothing of it is trusted: it only chooses among the keys of the issuer and among
 * the algorithms that fit them.
 *
 * @param keyId null if the token does not name its key
 */
record TokenHeader(String algorithm, String keyId) {

    /** An elliptic curve for each algorithm; with RSA, any goes with any key. Secret keys are not among them, nor is none. */
    private static final Map<String, String> CURVES = Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

    /** Smaller keys are not safe (NIST SP 800-131A). */
    private static final int MIN_RSA_BITS = 2048;

    /** Null if the text is no signed token. */
    static TokenHeader of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            Map<String, Object> header =
                    JsonUtil.parseJson(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
            return new TokenHeader(text(header.get("alg")), text(header.get("kid")));
        } catch (IllegalArgumentException | JoseException malformed) {
            return null;
        }
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }

    boolean isAllowed() {
        return algorithm != null && (RSA.contains(algorithm) || CURVES.containsKey(algorithm));
    }

    /** Null if none fits, or if the token does not say which of several. */
    PublicJsonWebKey choose(List<PublicJsonWebKey> keys) {
        List<PublicJsonWebKey> fitting = keys.stream()
                .filter(this::fits)
                // A key in PEM format has no id.
                .filter(key -> keyId == null || key.getKeyId() == null || keyId.equals(key.getKeyId()))
                .toList();
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private boolean fits(PublicJsonWebKey key) {
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        if (key instanceof RsaJsonWebKey rsa) {
            return RSA.contains(algorithm) && rsa.getRsaPublicKey().getModulus().bitLength() >= MIN_RSA_BITS;
        }
        return key instanceof EllipticCurveJsonWebKey curve
                && curve.getCurveName().equals(CURVES.get(algorithm));
    }
}
