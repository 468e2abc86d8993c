package org.demarche.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.warm-up")
public interface WarmUpSettings {

    /**
     * Whether the service executes the queries of the atlas once after its start, in the background, so that the first readers
     * do not wait for what only a first execution takes.
     */
    @WithDefault("false")
    @WithConverter(CheckedConverter.Switch.class)
    boolean enabled();
}
