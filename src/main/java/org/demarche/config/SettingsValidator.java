package org.demarche.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;

/**
 * What is wrong with the settings in themselves, found before anything is started: Quarkus would say it among many
 * other lines, in the names of its classes, or not at all.
 */
public final class SettingsValidator {

    /** Every setting of the service's own: any other that begins so is spelt wrong. */
    static final Set<String> OWN = Set.of(
            "demarche.answers.size",
            "demarche.database.max-wait",
            "demarche.database.max-waiting",
            "demarche.database.pooler",
            "demarche.database.read-limit",
            "demarche.embedded.data-dir",
            "demarche.metrics.further-operations",
            "demarche.metrics.operations",
            "demarche.requests.max-wait",
            "demarche.requests.running",
            "demarche.requests.waiting");

    private static final String PREFIX = "demarche.";

    /** Kubernetes tells every container where the services of its namespace are, and one may be called demarche. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("DEMARCHE(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP)(_\\w+)?)?)");

    private static final Kind PORT =
            new Kind("a port, from 1 to 65535, or 0 for one that is free", value -> isNumber(value, 0, 65535));
    private static final Kind COUNT = new Kind("a number from 1 on", value -> isNumber(value, 1, Integer.MAX_VALUE));
    private static final Kind TIME = new Kind("a length of time, such as 30s, 2m or PT2M", SettingsValidator::isTime);
    private static final Kind SWITCH = new Kind("true or false", Set.of("true", "false")::contains);
    private static final Kind SSL_MODE = new Kind(
            Arrays.stream(SslMode.values()).map(mode -> mode.value).collect(Collectors.joining(", ", "one of ", "")),
            SettingsValidator::isSslMode);

    private static final Map<String, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry("quarkus.http.port", PORT),
            Map.entry("quarkus.management.port", PORT),
            Map.entry("quarkus.datasource.reactive.max-size", COUNT),
            Map.entry("quarkus.datasource.read.reactive.max-size", COUNT),
            Map.entry("quarkus.datasource.read.reactive.postgresql.ssl-mode", SSL_MODE),
            Map.entry("quarkus.datasource.reactive.idle-timeout", TIME),
            Map.entry("quarkus.datasource.reactive.max-lifetime", TIME),
            Map.entry("quarkus.datasource.reactive.postgresql.ssl-mode", SSL_MODE),
            Map.entry("quarkus.flyway.migrate-at-start", SWITCH),
            Map.entry("quarkus.shutdown.delay", TIME),
            Map.entry("quarkus.shutdown.timeout", TIME),
            Map.entry("demarche.database.max-wait", TIME),
            Map.entry("demarche.database.max-waiting", COUNT),
            Map.entry("demarche.database.pooler", SWITCH),
            Map.entry("demarche.database.read-limit", TIME),
            Map.entry("demarche.metrics.further-operations", COUNT),
            Map.entry("demarche.requests.max-wait", TIME),
            Map.entry("demarche.requests.running", COUNT),
            Map.entry("demarche.requests.waiting", COUNT)));

    private final SmallRyeConfig config;

    public SettingsValidator(SmallRyeConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException with a line for each that is wrong */
    public void run() {
        List<String> mistakes = new ArrayList<>(unknown());
        KINDS.forEach((name, kind) -> value(name)
                .filter(value -> !kind.holds.test(value))
                .ifPresent(value -> mistakes.add(
                        "%s (%s) is '%s', and has to be %s.".formatted(name, variable(name), value, kind.words))));
        mistakes.addAll(urls());
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), mistakes));
        }
    }

    private List<String> unknown() {
        Set<String> variables = OWN.stream().map(SettingsValidator::variable).collect(Collectors.toSet());
        Stream<String> ofEnvironment = System.getenv().keySet().stream()
                .filter(name -> name.startsWith(variable(PREFIX)))
                .filter(name -> !SERVICE_LINK.matcher(name).matches());
        Stream<String> ofFiles = Stream.concat(
                        System.getProperties().stringPropertyNames().stream(), namesInFiles().stream())
                .filter(name -> name.startsWith(PREFIX));
        return Stream.concat(ofEnvironment, ofFiles)
                .distinct()
                .sorted()
                .filter(name -> !OWN.contains(name) && !variables.contains(name))
                .map(name -> "%s is no setting. Those that begin so are %s."
                        .formatted(name, String.join(", ", new TreeSet<>(OWN))))
                .toList();
    }

    private Set<String> namesInFiles() {
        Set<String> names = new TreeSet<>();
        config.getConfigSources().forEach(source -> {
            if (source.getName().contains("PropertiesConfigSource")) {
                names.addAll(source.getPropertyNames());
            }
        });
        return names;
    }

    private List<String> urls() {
        Optional<String> reactive = value(DatabaseUrl.REACTIVE);
        Optional<String> jdbc = value(DatabaseUrl.JDBC);
        List<String> mistakes = new ArrayList<>();
        if (jdbc.isPresent() && reactive.isEmpty()) {
            mistakes.add(
                    "%s is set, and %s is not: the first is for the migrations alone. Set the second, and the first only if it differs."
                            .formatted(DatabaseUrl.JDBC, DatabaseUrl.REACTIVE));
        }
        if (value(DatabaseUrl.READ).isPresent() && reactive.isEmpty()) {
            mistakes.add("%s is set, and %s is not: the first names replicas of the second."
                    .formatted(DatabaseUrl.READ, DatabaseUrl.REACTIVE));
        }
        if (jdbc.isPresent() && !jdbc.get().startsWith("jdbc:postgresql:")) {
            mistakes.add("%s has to read jdbc:postgresql://host:port/database.".formatted(DatabaseUrl.JDBC));
        }
        if (reactive.isPresent() && jdbc.isPresent()) {
            // Of a form that JDBC has no other for, perhaps: so the reactive client is to judge.
            mistakes.addAll(notUnderstood(DatabaseUrl.REACTIVE, reactive.get()));
        }
        return mistakes;
    }

    /** The client's message repeats the URL, and with it the password. */
    private static List<String> notUnderstood(String name, String urls) {
        return Stream.of(urls.split(","))
                .flatMap(url -> {
                    try {
                        PgConnectOptions.fromUri(url.strip().replaceFirst("^vertx-reactive:", ""));
                        return Stream.empty();
                    } catch (RuntimeException refused) {
                        Throwable reason = refused.getCause() == null ? refused : refused.getCause();
                        return Stream.of("%s has to read postgresql://host:port/database: %s."
                                .formatted(name, reason.getMessage()));
                    }
                })
                .distinct()
                .toList();
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip);
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean isNumber(String value, int from, int to) {
        try {
            int number = Integer.parseInt(value);
            return number >= from && number <= to;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private static boolean isTime(String value) {
        try {
            Duration time = new DurationConverter().convert(value);
            return time != null && !time.isNegative();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static boolean isSslMode(String value) {
        return Arrays.stream(SslMode.values()).anyMatch(mode -> mode.value.equals(value));
    }

    /** @param words what a value has to be, to go on "has to be" */
    private record Kind(String words, Predicate<String> holds) {}
}
