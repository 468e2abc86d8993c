package org.demarche.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.demarche.config.TokenSettings;
import org.demarche.security.Role;
import org.demarche.security.SigningKey;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens that the service of the tests accepts, see {@link TestDatabase}. */
public final class TestTokens {

    public static final String ISSUER = TokenSettings.OWN_ISSUER;
    public static final String AUDIENCE = "demarche";

    private TestTokens() {}

    /** The value of the header Authorization of someone who may record and revise. */
    public static String editor(String name) {
        return "Bearer " + of(name, Role.EDITOR);
    }

    /** The value of the header Authorization of someone who may also withdraw. */
    public static String curator(String name) {
        return "Bearer " + of(name, Role.CURATOR);
    }

    public static String of(String name, Role... roles) {
        return key().sign(name, Set.of(roles), Instant.now(), Duration.ofMinutes(10), ISSUER, AUDIENCE);
    }

    public static SigningKey key() {
        try {
            return SigningKey.at(Path.of(ConfigProvider.getConfig().getValue(TokenSettings.KEYS, String.class)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
