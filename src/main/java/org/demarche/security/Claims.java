package org.demarche.security;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.config.TokenSettings;
import org.demarche.error.ClientErrorException;
import org.demarche.model.StorableText;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads from the claims of a verified token whom it names and what that caller may do. */
record Claims(TokenSettings settings) {

    /** In characters. The history shows the name. */
    static final int MAX_NAME = 200;

    Caller caller(JwtClaims claims) throws MalformedClaimException {
        String subject = text("sub", claims.getSubject());
        Object name = claims.getClaimValue(settings.nameClaim());
        return new Caller(
                subject,
                name instanceof String given && !given.isBlank() ? text(settings.nameClaim(), given) : subject,
                roles(claims),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    private static String text(String claim, String value) {
        if (value == null || value.isBlank()) {
            throw refuse("it has no claim " + claim);
        }
        if (value.length() > MAX_NAME) {
            throw refuse("its claim %s has more than %d characters".formatted(claim, MAX_NAME));
        }
        if (StorableText.invalidCharacter(value) != null || value.chars().anyMatch(Character::isISOControl)) {
            throw refuse("its claim %s has control characters".formatted(claim));
        }
        return value.strip();
    }

    private Set<Role> roles(JwtClaims claims) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        names(find(claims.getClaimsMap(), settings.rolesClaim()))
                .forEach(name -> Role.named(name).ifPresent(roles::add));
        return roles;
    }

    /** Some providers have addresses as names of claims, so the whole path may be a name too. */
    private static Object find(Map<?, ?> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int slash = path.indexOf('/');
        return slash > 0 && claims.get(path.substring(0, slash)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(slash + 1))
                : null;
    }

    private static Stream<String> names(Object roles) {
        if (roles instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return roles instanceof String text ? Stream.of(text.split(" ")) : Stream.empty();
    }

    private static ClientErrorException refuse(String reason) {
        return ClientErrorException.unauthenticated("The access token is not valid: " + reason + ".");
    }
}
