package org.demarche.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Reading needs no role. The names in tokens are those of the constants in lower case. */
public enum Role {
    /** Records topics, events and stances, and revises them. */
    EDITOR,
    /** Also withdraws them: includes {@link #EDITOR}. */
    CURATOR;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** @param name in upper or lower case */
    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The name in tokens and messages. */
    public String tokenName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
