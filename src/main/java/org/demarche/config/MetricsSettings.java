package org.demarche.config;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which operations have figures of their own. */
@ConfigMapping(prefix = "demarche.metrics")
public interface MetricsSettings {

    /** Names of operations that always have, besides those of the examples. */
    Optional<List<String>> operations();

    /** How many names besides those have, first come, first served. */
    @WithDefault("50")
    int furtherOperations();
}
