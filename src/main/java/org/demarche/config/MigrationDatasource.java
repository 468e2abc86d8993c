package org.demarche.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.SmallRyeConfig;

/** How the migrations, which speak JDBC, reach the database that is configured. */
public final class MigrationDatasource {

    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";

    private final SmallRyeConfig config;

    public MigrationDatasource(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * The settings that follow from the one URL that has to be.
     *
     * @param command what is set for a command, whatever is configured
     * @throws IllegalArgumentException with a message for whoever has set it
     */
    public Map<String, String> settings(String reactiveUrl, Map<String, String> command) {
        Optional<String> jdbc = config.getOptionalValue(DatabaseUrl.JDBC, String.class);
        boolean pooler =
                config.getOptionalValue(DatabaseSettings.POOLER, Boolean.class).orElse(false);
        if (pooler && jdbc.isEmpty() && migrates(command)) {
            throw new IllegalArgumentException(
                    "Migrations set what lasts for a session, which a pooler hands to others (%s): set %s to the database itself, or %s to false and run the command migrate on the database itself."
                            .formatted(DatabaseSettings.POOLER, DatabaseUrl.JDBC, MIGRATE_AT_START));
        }
        Map<String, String> settings = new HashMap<>();
        if (jdbc.isEmpty()) {
            DatabaseUrl database = DatabaseUrl.parse(reactiveUrl);
            settings.putAll(database.credentials());
            settings.put(DatabaseUrl.JDBC, database.jdbc());
        } else {
            settings.put(DatabaseUrl.JDBC, jdbc.get());
        }
        if (pooler) {
            settings.computeIfPresent(DatabaseUrl.JDBC, (name, url) -> withoutNamedStatements(url));
        }
        return settings;
    }

    private boolean migrates(Map<String, String> command) {
        return Boolean.parseBoolean(Optional.ofNullable(command.get(MIGRATE_AT_START))
                .or(() -> config.getOptionalValue(MIGRATE_AT_START, String.class))
                .orElse("true"));
    }

    /** Whether it leads through the pooler or around it is not known, and it costs a migration nothing. */
    private static String withoutNamedStatements(String url) {
        return url.contains("prepareThreshold=") ? url : url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0";
    }
}
