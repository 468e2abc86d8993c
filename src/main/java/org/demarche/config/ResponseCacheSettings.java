package org.demarche.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.answers")
public interface ResponseCacheSettings {

    /** How much memory finished answers may take; 0 keeps none. */
    @WithDefault("32M")
    MemorySize size();
}
