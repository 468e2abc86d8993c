package org.demarche.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.SmallRyeConfig;

/** The JDBC datasource of the migrations, derived from the reactive datasource. */
public final class MigrationDatasource {

    private static final String MIGRATE_AT_START = "quarkus.flyway.migrate-at-start";

    private final SmallRyeConfig config;

    public MigrationDatasource(SmallRyeConfig config) {
        this.config = config;
    }

    /**
     * The settings that follow from the URL of the reactive datasource.
     *
     * @param command settings of a command, which take precedence over the configuration
     * @throws IllegalArgumentException with a message for the operator
     */
    public Map<String, String> settings(String reactiveUrl, Map<String, String> command) {
        Optional<String> jdbc = config.getOptionalValue(DatabaseUrl.JDBC, String.class);
        boolean pooler =
                config.getOptionalValue(DatabaseSettings.POOLER, Boolean.class).orElse(false);
        if (pooler && jdbc.isEmpty() && migrates(command)) {
            throw new IllegalArgumentException(
                    "Migrations do not work through a pooler (%s), because they need a session of their own. Set %s to the address of the database itself, or set %s to false and run the command migrate on the database itself."
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

    /** The JDBC URL may or may not lead through the pooler. Without named statements migrations are not slower. */
    private static String withoutNamedStatements(String url) {
        return url.contains("prepareThreshold=") ? url : url + (url.contains("?") ? "&" : "?") + "prepareThreshold=0";
    }
}
