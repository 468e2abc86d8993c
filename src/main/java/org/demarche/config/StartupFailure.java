package org.demarche.config;

import java.net.BindException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.smallrye.config.ConfigValidationException;
import org.demarche.error.StartupException;
import org.demarche.error.UnavailableException;
import org.demarche.model.SqlState;

/**
 * Explains why the service did not start if the cause is its settings, the database or a port: a stack trace would only
 * hide it.
 */
public final class StartupFailure {

    /**
     * SQLSTATE classes: no connection, user refused, database does not exist. Others, such as errors in a migration, do
     * not come from a setting.
     */
    private static final Set<String> CONNECTION_CLASSES = Set.of(
            SqlState.CONNECTION_EXCEPTION_CLASS,
            SqlState.INVALID_AUTHORIZATION_SPECIFICATION_CLASS,
            SqlState.INVALID_CATALOG_NAME_CLASS);

    /** The server is starting up or shutting down, or has too many connections. */
    private static final Set<String> CONNECTION_STATES =
            Set.of(SqlState.CANNOT_CONNECT_NOW, SqlState.TOO_MANY_CONNECTIONS);

    private static final String CONNECTION =
            "Check %s, quarkus.datasource.username and quarkus.datasource.password.".formatted(DatabaseUrl.REACTIVE);

    private StartupFailure() {}

    /** Empty if only the stack trace explains the failure. */
    public static Optional<String> explain(Throwable failure) {
        return causes(failure).flatMap(cause -> reason(cause).stream()).findFirst();
    }

    /** The wrong settings that Quarkus found, one per line; empty if the failure has another cause. */
    public static Optional<String> wrongSettings(Throwable failure) {
        return causes(failure)
                .filter(ConfigValidationException.class::isInstance)
                .map(ConfigValidationException.class::cast)
                .findFirst()
                .map(invalid -> String.join(System.lineSeparator(), SettingMessages.of(invalid)));
    }

    private static Optional<String> reason(Throwable cause) {
        if (cause instanceof StartupException explained) {
            return Optional.of(explained.getMessage());
        }
        if (cause instanceof SQLException refused && isAboutTheConnection(refused)) {
            return Optional.of(
                    "The database cannot be used: %s %s".formatted(sentence(refused.getMessage()), CONNECTION));
        }
        if (cause instanceof UnavailableException unavailable) {
            return Optional.of(
                    "The database cannot be used: %s %s".formatted(sentence(innermost(unavailable)), CONNECTION));
        }
        if (cause instanceof SQLException refused && SqlState.INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
            return Optional.of(
                    "The tables cannot be created: %s Run the command migrate as the role that owns the database, and set"
                                    .formatted(sentence(refused.getMessage()
                                            .lines()
                                            .findFirst()
                                            .orElse("")))
                            + " QUARKUS_FLYWAY_MIGRATE_AT_START=false for a service whose role does not.");
        }
        if (cause.getCause() instanceof BindException taken && isAboutManagement(cause)) {
            return Optional.of("The address for health and metrics cannot be used: %s %s Choose another one: set"
                            .formatted(sentence(cause.getMessage()), sentence(taken.getMessage()))
                    + " quarkus.management.port (QUARKUS_MANAGEMENT_PORT) or quarkus.management.host.");
        }
        if (cause instanceof BindException taken) {
            return Optional.of("The address cannot be used: %s Check quarkus.http.port and quarkus.http.host."
                    .formatted(sentence(taken.getMessage())));
        }
        return Optional.empty();
    }

    /** Only the text of Quarkus's message tells. If it changes, the settings of the other address are named. */
    private static boolean isAboutManagement(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("management interface");
    }

    private static boolean isAboutTheConnection(SQLException refused) {
        String state = refused.getSQLState();
        // The connection pool sets none when no connection became available in time.
        return state == null
                || CONNECTION_STATES.contains(state)
                || state.length() == 5 && CONNECTION_CLASSES.contains(state.substring(0, 2));
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    /** The original message, which the outer exceptions wrap. */
    private static String innermost(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .reduce(failure.getMessage(), (outer, inner) -> inner);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
