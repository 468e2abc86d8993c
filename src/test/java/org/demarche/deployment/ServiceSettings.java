package org.demarche.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The packaged settings of the service that matter for its deployment. */
record ServiceSettings(Properties properties) {

    static ServiceSettings read() {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return new ServiceSettings(properties);
    }

    /**
     * The longest time from SIGTERM until the service has stopped.
     *
     * @param environment overrides the packaged settings
     */
    Duration shutdown(Map<String, String> environment) {
        return duration("quarkus.shutdown.delay", environment).plus(duration("quarkus.shutdown.timeout", environment));
    }

    private Duration duration(String name, Map<String, String> environment) {
        String variable = name.toUpperCase(Locale.ROOT).replace('.', '_');
        String value = environment
                .getOrDefault(variable, properties.getProperty(name, "0"))
                .strip();
        if (value.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        return Duration.parse(value.startsWith("P") ? value : "PT" + value);
    }
}
