package org.demarche.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.smallrye.config.ConfigValidationException;

/** What SmallRye Config found wrong with settings, without its message numbers and the names of Java classes. */
final class SettingMessages {

    /** The message of SRCFG00039; its parts cannot be read in another way. */
    private static final Pattern NOT_CONVERTED = Pattern.compile(
            "SRCFG00039: The config property (?<name>\\S+) with the config value \"(?<value>.*)\""
                    + " threw an Exception whilst being converted (?<reason>.*)",
            Pattern.DOTALL);

    /** The message of SRCFG00040. */
    private static final Pattern EMPTY =
            Pattern.compile("SRCFG00040: The config property (?<name>\\S+) is defined as the empty String");

    private static final Pattern JAVA = Pattern.compile("\\b[a-z]+(\\.\\w+)+Exception:? ?|\\bSRCFG\\d+:? ?");

    private SettingMessages() {}

    static List<String> of(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(problem -> plain(invalid.getProblem(problem).getMessage()))
                .distinct()
                .toList();
    }

    /** The environment variable that sets the property. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String plain(String problem) {
        Matcher empty = EMPTY.matcher(problem);
        if (empty.find()) {
            return "%s is empty: set a value, or remove it.".formatted(both(empty.group("name")));
        }
        Matcher notConverted = NOT_CONVERTED.matcher(problem);
        if (!notConverted.find()) {
            return JAVA.matcher(problem).replaceAll("");
        }
        String start = "%s is '%s'".formatted(both(notConverted.group("name")), notConverted.group("value"));
        String reason = notConverted.group("reason");
        String plainReason = JAVA.matcher(reason).replaceAll("");
        return reason.startsWith(CheckedConverter.REJECTED)
                ? "%s, but %s.".formatted(start, plainReason)
                : "%s: %s".formatted(start, plainReason);
    }

    private static String both(String property) {
        return "%s (%s)".formatted(property, variable(property));
    }
}
