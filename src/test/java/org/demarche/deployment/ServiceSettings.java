package org.demarche.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** What the service is built with, as far as it concerns those who run it. */
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
     * From SIGTERM until it has ended, at most.
     *
     * @param environment which has the last word
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
