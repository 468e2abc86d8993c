package org.demarche.config;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Which GraphQL operations have metrics under their own name. The others are counted together. */
@ConfigMapping(prefix = "demarche.metrics")
public interface MetricsSettings {

    /** Names of GraphQL operations that have metrics under their own name, in addition to the built-in examples. */
    Optional<List<String>> operations();

    /**
     * How many more operation names have their own metrics, first come, first served; the rest is counted as {@code
     * other}. Clients choose these names, so the number of time series needs a limit.
     */
    @WithDefault("50")
    @WithConverter(CheckedConverter.Count.class)
    int furtherOperations();
}
