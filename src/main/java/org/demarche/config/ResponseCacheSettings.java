package org.demarche.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "demarche.answers")
public interface ResponseCacheSettings {

    /** How much memory the cache of finished responses may use; {@code 0} turns the cache off. */
    @WithDefault("32M")
    @WithConverter(CheckedConverter.Memory.class)
    MemorySize size();
}
