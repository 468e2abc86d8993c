package org.demarche.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The URL of the reactive datasource, converted for the migrations, which use JDBC: nobody should have to configure the
 * same address twice.
 */
public record DatabaseUrl(String jdbc, Map<String, String> credentials) {

    public static final String REACTIVE = "quarkus.datasource.reactive.url";
    public static final String READ = "quarkus.datasource.read.reactive.url";
    public static final String JDBC = "quarkus.datasource.jdbc.url";

    private static final String USERNAME = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";

    /** Not parsed by java.net.URI: that finds no host in a name with an underscore, which containers may have. */
    private static final Pattern FORM = Pattern.compile("(?:vertx-reactive:)?postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?#]+)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>\\[[0-9A-Fa-f:.]+]|[\\w.~-]+)(?<port>:\\d+)?"
            + "/(?<database>[^/?#,]+)"
            + "(?:\\?(?<parameters>[^#,]*))?");

    /** Parameters of the reactive driver and the names of the same parameters in JDBC. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "sslmode", "sslmode",
            "search_path", "currentSchema",
            "application_name", "ApplicationName");

    /** From the least to the most strict. */
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** @throws IllegalArgumentException with a message for the operator, which does not contain the password */
    public static DatabaseUrl parse(String reactive) {
        Matcher url = FORM.matcher(reactive.strip());
        if (!url.matches()) {
            throw new IllegalArgumentException(
                    "%s must have the form postgresql://host:port/database".formatted(REACTIVE)
                            + ", optionally with user:password@ before the host. For any other form, set %s as well."
                                    .formatted(JDBC));
        }
        checkPort(url.group("port"));
        Map<String, String> credentials = new HashMap<>();
        put(credentials, USERNAME, url.group("user"));
        put(credentials, PASSWORD, url.group("password"));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters(url.group("parameters")).forEach((name, value) -> {
            switch (name) {
                case "user" -> put(credentials, USERNAME, value);
                case "password" -> put(credentials, PASSWORD, value);
                default -> parameters.put(jdbcName(name), checked(name, value));
            }
        });
        return new DatabaseUrl(jdbc(url, parameters), Map.copyOf(credentials));
    }

    private static String jdbc(Matcher url, Map<String, String> parameters) {
        String port = url.group("port") == null ? "" : url.group("port");
        String address = "jdbc:postgresql://" + url.group("host") + port + "/" + url.group("database");
        return parameters.isEmpty()
                ? address
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&", address + "?", ""));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            if (!parameter.isEmpty()) {
                String[] parts = parameter.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : parts[1]);
            }
        }
        return parameters;
    }

    private static void checkPort(String port) {
        // The colon and five digits: the number fits into an int.
        if (port != null && (port.length() > 6 || Integer.parseInt(port.substring(1)) > 65535)) {
            throw new IllegalArgumentException("The port in %s must be from 1 to 65535.".formatted(REACTIVE));
        }
    }

    private static String checked(String name, String value) {
        if (name.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw new IllegalArgumentException(
                    "The sslmode in %s must be one of %s.".formatted(REACTIVE, String.join(", ", SSL_MODES)));
        }
        return value;
    }

    private static String jdbcName(String name) {
        String jdbcName = PARAMETERS.get(name);
        if (jdbcName == null) {
            throw new IllegalArgumentException(
                    "The parameter '%s' in %s cannot be converted for the migrations, which use JDBC: set %s as well."
                            .formatted(name, REACTIVE, JDBC));
        }
        return jdbcName;
    }

    private static void put(Map<String, String> credentials, String property, String encoded) {
        if (encoded != null) {
            // URLDecoder decodes a plus sign as a space, which is right for HTML forms only.
            credentials.put(property, URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
    }
}
