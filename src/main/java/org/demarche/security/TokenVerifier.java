package org.demarche.security;

import java.security.PublicKey;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.demarche.config.TokenSettings;
import org.demarche.database.resilience.CallerContext;
import org.demarche.error.ClientErrorException;
import org.demarche.error.UnavailableException;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Decides whether an access token is valid, and whom it names. Messages and logs never contain a token or a part of it: the
 * messages of the library's exceptions do, so they are not used.
 */
@Singleton
public class TokenVerifier {

    /** In characters. Those of identity providers have one or two thousand. */
    static final int MAX_LENGTH = 8192;

    private static final String WRONG_TYPE = "a claim has the wrong type";

    private static final ClientErrorException NO_ISSUER = ClientErrorException.unauthenticated(
            "This service accepts no access tokens, so nobody can write: its operator has configured no issuer. Leave the"
                    + " token out to read.");

    private final TokenSettings settings;
    private final VerificationKeys keys;
    private final DefaultJWTTokenParser parser = new DefaultJWTTokenParser();

    @Inject
    TokenVerifier(TokenSettings settings, Vertx vertx, Clock clock) {
        this(settings, settings.issuer().isPresent() ? new VerificationKeys(source(settings, vertx), clock) : null);
    }

    /** @param keys null if there is no issuer */
    TokenVerifier(TokenSettings settings, VerificationKeys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    private static KeySource source(TokenSettings settings, Vertx vertx) {
        return settings.keyFile()
                .<KeySource>map(file -> new KeyFile(file, vertx))
                .orElseGet(() -> new KeyEndpoint(
                        vertx,
                        settings.issuer().orElseThrow(),
                        settings.keyAddress().orElse(null)));
    }

    /**
     * @param token as it travels after "Bearer " or in the payload of connection_init
     * @return in the caller's Vert.x context; fails with a {@link ClientErrorException} UNAUTHENTICATED if the token is not
     *     valid, and with an {@link UnavailableException} if the keys that decide are not available
     */
    public Uni<Caller> verify(String token) {
        return CallerContext.receive(() -> check(token));
    }

    private CompletableFuture<Caller> check(String token) {
        if (keys == null) {
            return CompletableFuture.failedFuture(NO_ISSUER);
        }
        if (token.length() > MAX_LENGTH) {
            return refuse("it has more than %d characters".formatted(MAX_LENGTH));
        }
        TokenHeader header = TokenHeader.of(token);
        if (header == null) {
            return refuse("it is no signed JWT");
        }
        if (!header.isAllowed()) {
            return refuse("its algorithm is not one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512");
        }
        return keys.find(header)
                .thenCompose(key -> key == null
                        ? refuse("its issuer has no such key for its algorithm")
                        : verified(token, header, key));
    }

    private CompletableFuture<Caller> verified(String token, TokenHeader header, PublicJsonWebKey key) {
        try {
            return CompletableFuture.completedFuture(new Claims(settings)
                    .caller(parser.parse(token, rules(header, key.getPublicKey()))
                            .getJwtClaims()));
        } catch (ClientErrorException refused) {
            return CompletableFuture.failedFuture(refused);
        } catch (ParseException invalid) {
            return refuse(
                    invalid.getCause() instanceof InvalidJwtException reason ? reason(reason) : "a claim is missing");
        } catch (MalformedClaimException malformed) {
            return refuse(WRONG_TYPE);
        }
    }

    private JWTAuthContextInfo rules(TokenHeader header, PublicKey key) {
        JWTAuthContextInfo rules = new JWTAuthContextInfo(key, settings.issuer().orElseThrow());
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.fromAlgorithm(header.algorithm())));
        rules.setExpectedAudience(Set.of(settings.audience()));
        rules.setClockSkew((int) settings.clockSkew().toSeconds());
        rules.setRelaxVerificationKeyValidation(false);
        rules.setRequireNamedPrincipal(false);
        return rules;
    }

    private String reason(InvalidJwtException invalid) {
        if (invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "its signature is wrong";
        }
        if (invalid.hasExpired()) {
            return "it has expired";
        }
        if (invalid.hasErrorCode(ErrorCodes.NOT_YET_VALID)
                || invalid.hasErrorCode(ErrorCodes.ISSUED_AT_INVALID_FUTURE)) {
            return "it is not valid yet";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUER_INVALID) || invalid.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return "it is not from the issuer that this service trusts";
        }
        if (invalid.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || invalid.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return "it is for another service: its claim aud does not have '%s'".formatted(settings.audience());
        }
        if (invalid.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return "it never expires: its claim exp is missing";
        }
        if (invalid.hasErrorCode(ErrorCodes.ISSUED_AT_MISSING)) {
            return "its claim iat is missing";
        }
        if (invalid.hasErrorCode(ErrorCodes.MALFORMED_CLAIM)) {
            return WRONG_TYPE;
        }
        return "its content cannot be read";
    }

    private static CompletableFuture<Caller> refuse(String reason) {
        return CompletableFuture.failedFuture(
                ClientErrorException.unauthenticated("The access token is not valid: " + reason + "."));
    }
}
