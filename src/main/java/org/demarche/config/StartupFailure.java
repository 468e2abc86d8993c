package org.demarche.config;

import java.net.BindException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.smallrye.config.ConfigValidationException;
import org.demarche.error.StartupException;
import org.demarche.error.UnavailableException;

/** Why the service did not start, when the reason lies in what it was given: a stack trace would only hide it. */
public final class StartupFailure {

    /** Of SQL states: no connection, refused user, no such database. Those of the tables are no mistake of a setting. */
    private static final Set<String> CONNECTION_CLASSES = Set.of("08", "28", "3D");

    /** Starting up or shutting down, and too many connections. */
    private static final Set<String> CONNECTION_STATES = Set.of("57P03", "53300");

    private static final String CONNECTION =
            "Look at %s, quarkus.datasource.username and .password.".formatted(DatabaseUrl.REACTIVE);

    /** Names of classes, and the numbers of messages. */
    private static final Pattern JAVA = Pattern.compile("\\b[a-z]+(\\.\\w+)+Exception:? ?|\\bSRCFG\\d+:? ?");

    private static final Pattern UNCONVERTED = Pattern.compile(
            "The config property (\\S+) with the config value (\".*?\") threw an Exception whilst being converted ");

    private static final String NO_PERMISSION = "42501";

    private StartupFailure() {}

    /** Empty for a failure that only its stack trace explains. */
    public static Optional<String> explain(Throwable failure) {
        return causes(failure).flatMap(cause -> reason(cause).stream()).findFirst();
    }

    /** Those that Quarkus has found, each with its name; empty when the failure is another. */
    public static Optional<String> mistakesInSettings(Throwable failure) {
        return causes(failure)
                .filter(ConfigValidationException.class::isInstance)
                .map(ConfigValidationException.class::cast)
                .findFirst()
                .map(invalid -> IntStream.range(0, invalid.getProblemCount())
                        .mapToObj(problem -> plain(invalid.getProblem(problem).getMessage()))
                        .distinct()
                        .collect(Collectors.joining(System.lineSeparator(), "The settings are not right: ", "")));
    }

    private static String plain(String problem) {
        String words = JAVA.matcher(problem).replaceAll("");
        return UNCONVERTED.matcher(words).replaceAll("$1 is $2: ");
    }

    private static Optional<String> reason(Throwable cause) {
        if (cause instanceof StartupException explained) {
            return Optional.of(explained.getMessage());
        }
        if (cause instanceof SQLException refused && isAboutTheConnection(refused)) {
            return Optional.of(
                    "The database cannot be used: %s %s".formatted(sentence(refused.getMessage()), CONNECTION));
        }
        if (cause instanceof UnavailableException away) {
            return Optional.of("The database cannot be used: %s %s".formatted(sentence(innermost(away)), CONNECTION));
        }
        if (cause instanceof SQLException refused && NO_PERMISSION.equals(refused.getSQLState())) {
            return Optional.of(
                    "The tables cannot be made: %s Run the command migrate as the role that owns the database, and set"
                                    .formatted(sentence(refused.getMessage()
                                            .lines()
                                            .findFirst()
                                            .orElse("")))
                            + " QUARKUS_FLYWAY_MIGRATE_AT_START=false for a role that does not.");
        }
        if (cause.getCause() instanceof BindException taken && isAboutManagement(cause)) {
            return Optional.of("The address for health and metrics cannot be used: %s %s Give it another: set"
                            .formatted(sentence(cause.getMessage()), sentence(taken.getMessage()))
                    + " quarkus.management.port (QUARKUS_MANAGEMENT_PORT) or quarkus.management.host.");
        }
        if (cause instanceof BindException taken) {
            return Optional.of("The address cannot be used: %s Look at quarkus.http.port and quarkus.http.host."
                    .formatted(sentence(taken.getMessage())));
        }
        return Optional.empty();
    }

    /** Only the words of Quarkus tell; with others, the settings of the service's own address are named. */
    private static boolean isAboutManagement(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().contains("management interface");
    }

    private static boolean isAboutTheConnection(SQLException refused) {
        String state = refused.getSQLState();
        // The connection pool knows no states: it has waited in vain.
        return state == null
                || CONNECTION_STATES.contains(state)
                || state.length() == 5 && CONNECTION_CLASSES.contains(state.substring(0, 2));
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    /** What has been said first, before others made it theirs. */
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
