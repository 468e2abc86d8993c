package org.demarche.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jboss.logging.Logger;

/** What the operator has configured, for what runs before Quarkus or without it. */
public final class ConfiguredSettings {

    private static final Logger LOG = Logger.getLogger(ConfiguredSettings.class);

    private ConfiguredSettings() {}

    public static SmallRyeConfig load() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withValidateUnknown(false);
        Path file = Path.of("config", "application.properties");
        if (Files.exists(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), 260));
            } catch (IOException unreadable) {
                LOG.warnf("%s cannot be read: %s", file, unreadable.getMessage());
            }
        }
        return builder.build();
    }
}
