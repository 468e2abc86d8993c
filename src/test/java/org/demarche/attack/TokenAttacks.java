package org.demarche.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import org.demarche.error.ErrorCode;
import org.demarche.support.SignedToken;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

import static org.demarche.attack.Attack.Group.REQUESTS;
import static org.demarche.attack.Outcome.BUSY;

/** Access tokens that are forged, large or many. AccessTableApiTest has all that a token may lack. */
final class TokenAttacks {

    private static final Outcome REFUSED = Outcome.code(401, ErrorCode.UNAUTHENTICATED);
    private static final PublicJsonWebKey KEY = key();

    private TokenAttacks() {}

    static Stream<Attack> all() {
        String forged = forged().sign();
        return Stream.of(
                attack("a forged access token", bearer(forged), REFUSED.or(BUSY)),
                attack(
                        "an access token of an unknown key",
                        bearer(forged().keyId("unknown").sign()),
                        REFUSED.or(BUSY)),
                attack(
                        "an access token without a signature",
                        bearer(forged().algorithm("none").key(null).sign()),
                        REFUSED.or(BUSY)),
                attack(
                        "an access token with the public key as a secret",
                        bearer(forged().algorithm("HS256")
                                .key(new HmacKey(KEY.getPublicKey().getEncoded()))
                                .sign()),
                        REFUSED.or(BUSY)),
                attack("an access token of 14,000 characters", bearer("a".repeat(14_000)), REFUSED.or(BUSY)),
                attack("an access token of 14,000 dots", bearer(".".repeat(14_000)), REFUSED.or(BUSY)),
                attack("an access token nested 3,000 deep", bearer(nested()), REFUSED.or(BUSY)),
                attack("20 access tokens", bearer(forged).repeat(20), REFUSED.or(BUSY)));
    }

    private static Attack attack(String name, String headers, Outcome outcome) {
        return Attack.bytes(
                REQUESTS,
                name,
                HttpText.request("GET /graphql?query=%7B__typename%7D HTTP/1.1", headers, new byte[0]),
                outcome);
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    /** Without the id of a key: the service tries its own. */
    private static SignedToken forged() {
        return SignedToken.by(KEY).keyId(null);
    }

    private static String nested() {
        byte[] json = ("{\"alg\":" + "[".repeat(3000)).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json) + ".e30.e30";
    }

    private static PublicJsonWebKey key() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
