package org.demarche.config;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "demarche.cors")
public interface CorsSettings {

    /**
     * The origins whose pages may read answers of {@code /graphql} in a browser, such as {@code https://app.example}, or
     * {@code *} for all. Unset, only pages of the same origin may. Credentials such as cookies are never allowed.
     */
    Optional<List<@WithConverter(CheckedConverter.Origin.class) String>> origins();
}
