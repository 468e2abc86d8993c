package org.demarche.security;

import java.time.Instant;
import java.util.Set;

/**
 * Whom a verified token names.
 *
 * @param id the subject of the token: unique and stable, unlike the name. Rates and request keys belong to it
 * @param name as the history shows it
 * @param expiry from then on the token is no longer valid
 */
public record Caller(String id, String name, Set<Role> roles, Instant expiry) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean has(Role required) {
        return roles.stream().anyMatch(role -> role.includes(required));
    }
}
