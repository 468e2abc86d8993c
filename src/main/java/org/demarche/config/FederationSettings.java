package org.demarche.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.federation")
public interface FederationSettings {

    /**
     * Whether the schema is a subgraph of Apollo Federation 2: a router may then ask for {@code _service} and
     * {@code _entities}.
     */
    @WithDefault("false")
    @WithConverter(CheckedConverter.Switch.class)
    boolean enabled();
}
