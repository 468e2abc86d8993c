package org.demarche.security;

import java.util.Optional;

import org.demarche.model.StorableText;

/** What a caller may be called: the history shows it, and keeps it for ever. */
public final class CallerName {

    /** In characters. */
    public static final int MAX_LENGTH = 200;

    private CallerName() {}

    /** Why this cannot be a name, as the rest of a sentence; empty if it can. */
    public static Optional<String> mistake(String name) {
        if (name == null || name.isBlank()) {
            return Optional.of("is empty");
        }
        if (name.length() > MAX_LENGTH) {
            return Optional.of("has more than %d characters".formatted(MAX_LENGTH));
        }
        return StorableText.invalidCharacter(name) != null || name.chars().anyMatch(Character::isISOControl)
                ? Optional.of("has control characters")
                : Optional.empty();
    }
}
