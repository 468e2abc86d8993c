package org.demarche.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /** From SIGTERM until it has ended, at most. */
    Duration shutdown() {
        return duration("quarkus.shutdown.delay").plus(duration("quarkus.shutdown.timeout"));
    }

    private Duration duration(String name) {
        String value = properties.getProperty(name, "0").strip();
        if (value.matches("\\d+")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        return Duration.parse(value.startsWith("P") ? value : "PT" + value);
    }
}
