package org.demarche.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Which access tokens are valid. Without an issuer none is, and nobody can write. */
@ConfigMapping(prefix = "demarche.tokens")
public interface TokenSettings {

    String ISSUER = "demarche.tokens.issuer";
    String KEYS = "demarche.tokens.keys";

    /** The issuer of the tokens that the command {@code token} signs. */
    String OWN_ISSUER = "demarche";

    /**
     * Who issues the access tokens that allow writing: what their claim {@code iss} has, to the letter. For an OpenID
     * Connect provider it is an address such as {@code https://id.example/realms/newsroom}; {@code demarche} for tokens of
     * the command {@code token}. Unset, the service accepts no tokens, except on the embedded database: there it accepts
     * those of the command {@code token}.
     */
    @WithConverter(CheckedConverter.Text.class)
    Optional<String> issuer();

    /**
     * Where the public keys of the issuer are: the address of its JWKS document, or a file with such a document, with one
     * JWK or with a key in PEM format. Unset, the address is read from {@code /.well-known/openid-configuration} below the
     * issuer.
     */
    @WithConverter(CheckedConverter.KeyLocation.class)
    Optional<String> keys();

    /** The name of this service: a token is valid only if its claim {@code aud} has it. */
    @WithDefault("demarche")
    @WithConverter(CheckedConverter.Text.class)
    String audience();

    /**
     * The claim with the roles {@code editor} and {@code curator}: a list, or a text with blanks between them. Slashes lead
     * into objects: {@code realm_access/roles} for the realm roles of Keycloak, {@code resource_access/demarche/roles} for
     * those of its client {@code demarche}.
     */
    @WithDefault("roles")
    @WithConverter(CheckedConverter.Text.class)
    String rolesClaim();

    /** The claim with the name that the history shows for who wrote. A token without it is named by its {@code sub}. */
    @WithDefault("preferred_username")
    @WithConverter(CheckedConverter.Text.class)
    String nameClaim();

    /** By how much the clocks of the issuer and of this service may differ. */
    @WithDefault("PT30S")
    @WithConverter(CheckedConverter.Time.class)
    Duration clockSkew();

    /** The file with the keys; empty if they are at an address. */
    default Optional<Path> keyFile() {
        return keys().filter(location -> !isAddress(location)).map(Path::of);
    }

    /** The address of the keys, if it is configured. */
    default Optional<URI> keyAddress() {
        return keys().filter(TokenSettings::isAddress).map(URI::create);
    }

    static boolean isAddress(String location) {
        return location.startsWith("https://") || location.startsWith("http://");
    }
}
