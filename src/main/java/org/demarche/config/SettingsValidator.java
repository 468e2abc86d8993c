package org.demarche.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.pgclient.PgConnectOptions;

/**
 * Finds every wrong setting before Quarkus or PostgreSQL starts. Quarkus would report some of them only after the
 * database has started, among many other lines and by the names of Java classes, and others not at all.
 */
public final class SettingsValidator {

    /** All settings of this service. A name with their prefix that none of them has is a typing error. */
    static final List<Class<?>> OWN = List.of(
            AdmissionSettings.class,
            LimitSettings.class,
            CorsSettings.class,
            DatabaseSettings.class,
            DocumentSettings.class,
            EmbeddedSettings.class,
            ExportSettings.class,
            FederationSettings.class,
            HttpSettings.class,
            MetricsSettings.class,
            RateSettings.class,
            RecordSettings.class,
            ResponseCacheSettings.class,
            StreamSettings.class,
            TokenSettings.class);

    private static final String PREFIX = "demarche.";

    /** Kubernetes gives every container the addresses of the services in its namespace; one may be called demarche. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("DEMARCHE(_\\w+)?_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP)(_\\w+)?)?)");

    private final SmallRyeConfig config;
    private final Map<String, String> environment;

    /** @param config built without validation of unknown names, which this class does itself */
    public SettingsValidator(SmallRyeConfig config) {
        this(config, System.getenv());
    }

    SettingsValidator(SmallRyeConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** @throws IllegalArgumentException with one line for each wrong setting */
    public void run() {
        List<String> mistakes = new ArrayList<>(unknown());
        mistakes.addAll(notAllowed());
        mistakes.addAll(urls());
        mistakes.addAll(documents());
        mistakes.addAll(tokens());
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), mistakes));
        }
    }

    /** SmallRye's own check skips environment variables: https://github.com/quarkusio/quarkus/issues/38479 */
    private List<String> unknown() {
        Set<String> known = new TreeSet<>();
        OWN.forEach(type -> known.addAll(names(type)));
        Set<String> variables = known.stream().map(SettingMessages::variable).collect(Collectors.toSet());
        Stream<String> unknownVariables = environment.keySet().stream()
                .filter(name -> name.startsWith(SettingMessages.variable(PREFIX)) && !variables.contains(name))
                .filter(name -> !SERVICE_LINK.matcher(name).matches());
        Stream<String> unknownNames = namesOutsideTheEnvironment()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(withoutIndex(name)));
        return Stream.concat(unknownVariables, unknownNames)
                .distinct()
                .sorted()
                .map(name -> "%s is not a setting. The settings are %s.".formatted(name, String.join(", ", known)))
                .toList();
    }

    static Set<String> names(Class<?> settings) {
        return ConfigClass.configClass(settings).getProperties().keySet().stream()
                .map(SettingsValidator::withoutIndex)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The elements of a list may be set one by one, as name[0] and so on; its mapping names them name[*]. */
    private static String withoutIndex(String name) {
        return name.replaceFirst("\\[(\\d+|\\*)]$", "");
    }

    /** The sources of the environment also list names that are derived from variables. */
    private Stream<String> namesOutsideTheEnvironment() {
        Set<String> names = new TreeSet<>();
        config.getConfigSources().forEach(source -> {
            if (source.getName().contains("PropertiesConfigSource")) {
                names.addAll(source.getPropertyNames());
            }
        });
        return names.stream();
    }

    private List<String> notAllowed() {
        return Stream.concat(OWN.stream(), Stream.of(QuarkusSettings.class))
                .flatMap(type -> problems(type).stream())
                .sorted()
                .toList();
    }

    private List<String> problems(Class<?> settings) {
        try {
            ConfigMappings.registerConfigMappings(config, Set.of(ConfigClass.configClass(settings)));
            return List.of();
        } catch (ConfigValidationException invalid) {
            return SettingMessages.of(invalid);
        }
    }

    private List<String> urls() {
        Optional<String> reactive = value(DatabaseUrl.REACTIVE);
        Optional<String> jdbc = value(DatabaseUrl.JDBC);
        List<String> mistakes = new ArrayList<>();
        if (jdbc.isPresent() && reactive.isEmpty()) {
            mistakes.add(
                    "%s is set but %s is not. Only migrations use the first. Set the second, and the first only if it differs."
                            .formatted(DatabaseUrl.JDBC, DatabaseUrl.REACTIVE));
        }
        if (value(DatabaseUrl.READ).isPresent() && reactive.isEmpty()) {
            mistakes.add("%s is set but %s is not. The first names read replicas of the second: set both."
                    .formatted(DatabaseUrl.READ, DatabaseUrl.REACTIVE));
        }
        if (jdbc.isPresent() && !jdbc.get().startsWith("jdbc:postgresql:")) {
            mistakes.add("%s must have the form jdbc:postgresql://host:port/database.".formatted(DatabaseUrl.JDBC));
        }
        if (reactive.isPresent() && jdbc.isPresent()) {
            // It may have a form that cannot be converted to JDBC, such as several hosts: so the driver itself parses
            // it.
            mistakes.addAll(unparsable(DatabaseUrl.REACTIVE, reactive.get()));
        }
        return mistakes;
    }

    private List<String> documents() {
        Optional<String> folder = value("demarche.documents.folder");
        boolean only = value("demarche.documents.only").filter("true"::equals).isPresent();
        if (only && folder.isEmpty()) {
            return List.of(
                    "demarche.documents.only is true but demarche.documents.folder is not set: no document could run but those of the atlas.");
        }
        return folder.filter(path -> !Files.isDirectory(Path.of(path)))
                .map(
                        "demarche.documents.folder (DEMARCHE_DOCUMENTS_FOLDER) is '%s', but must be an existing folder."
                                ::formatted)
                .map(List::of)
                .orElse(List.of());
    }

    private List<String> tokens() {
        Optional<String> issuer = value(TokenSettings.ISSUER);
        Optional<String> keys = value(TokenSettings.KEYS);
        if (keys.isPresent() && issuer.isEmpty()) {
            return List.of("%s is set but %s is not. The first has the keys of the second: set both."
                    .formatted(TokenSettings.KEYS, TokenSettings.ISSUER));
        }
        if (issuer.isPresent() && keys.isEmpty() && !TokenSettings.isAddress(issuer.get())) {
            return List.of("%s is '%s', which is no address, so %s must say where its keys are."
                    .formatted(TokenSettings.ISSUER, issuer.get(), TokenSettings.KEYS));
        }
        // The file itself may come later: the command token makes it.
        return keys.filter(location -> !location.contains("://"))
                .map(location -> Path.of(location).toAbsolutePath().getParent())
                .filter(folder -> !Files.isDirectory(folder))
                .map(folder -> "%s (%s) is '%s', but there is no folder %s."
                        .formatted(
                                TokenSettings.KEYS, SettingMessages.variable(TokenSettings.KEYS), keys.get(), folder))
                .map(List::of)
                .orElse(List.of());
    }

    /** Uses only the innermost message of the driver: the outer one repeats the URL, and with it the password. */
    private static List<String> unparsable(String name, String urls) {
        return Stream.of(urls.split(","))
                .flatMap(url -> {
                    try {
                        PgConnectOptions.fromUri(url.strip().replaceFirst("^vertx-reactive:", ""));
                        return Stream.empty();
                    } catch (RuntimeException refused) {
                        Throwable reason = refused.getCause() == null ? refused : refused.getCause();
                        return Stream.of("%s must have the form postgresql://host:port/database: %s."
                                .formatted(name, reason.getMessage()));
                    }
                })
                .distinct()
                .toList();
    }

    private Optional<String> value(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip);
    }
}
