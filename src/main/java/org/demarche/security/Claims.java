package org.demarche.security;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.demarche.config.TokenSettings;
import org.demarche.error.ClientErrorException;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Reads from the claims of a verified token whom it names and what that caller may do. */
record Claims(TokenSettings settings) {

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
        CallerName.mistake(value).ifPresent(mistake -> {
            throw ClientErrorException.unauthenticated(
                    "The access token is not valid: its claim %s %s.".formatted(claim, mistake));
        });
        return value;
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
}
