package org.demarche.support;

import java.util.Map;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.config.LimitSettings;

/** Limits for tests without Quarkus. */
public final class TestLimits {

    private TestLimits() {}

    public static LimitSettings defaults() {
        return with(Map.of());
    }

    /** The defaults except for some limits, by their names without the prefix. */
    public static LimitSettings with(Map<String, String> changed) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(LimitSettings.class);
        changed.forEach((name, value) -> config.withDefaultValue("demarche.limits." + name, value));
        return config.build().getConfigMapping(LimitSettings.class);
    }
}
