package org.demarche.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.demarche.config.AdmissionSettings;
import org.demarche.config.DatabaseSettings;

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

    /**
     * Whether a gateway waits longer than a request may wait to run, wait for a connection and run its statement.
     *
     * @param timeout as in an HTTPRoute, in seconds; null if there is none
     */
    static boolean isLongerThanAnyAnswer(String timeout) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AdmissionSettings.class)
                .withMapping(DatabaseSettings.class)
                .build();
        DatabaseSettings database = config.getConfigMapping(DatabaseSettings.class);
        Duration longest = config.getConfigMapping(AdmissionSettings.class)
                .maxWait()
                .plus(database.maxWait())
                .plus(database.readLimit());
        return timeout != null
                && timeout.matches("\\d+s")
                && Duration.parse("PT" + timeout).compareTo(longest) > 0;
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
