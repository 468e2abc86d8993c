package org.demarche.security;

import java.util.Locale;

/** What a caller may do. Reading needs no role. The names in tokens are those of the constants in lower case. */
public enum Role {
    /** Records topics, events and stances, and revises them. */
    EDITOR,
    /** Also withdraws them: includes {@link #EDITOR}. */
    CURATOR;

    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The name in tokens and messages. */
    public String tokenName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
