package org.demarche.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression of Prometheus, read as far as it names metrics and labels. */
record PromQl(String expression) {

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "group_left");

    /** A metric and the labels that it must have with these values. */
    record Selector(String metric, Map<String, String> equal) {}

    List<Selector> selectors() {
        String plain =
                RANGE.matcher(GROUPING.matcher(expression).replaceAll("")).replaceAll("");
        List<Selector> selectors = new ArrayList<>();
        Matcher found = SELECTOR.matcher(plain);
        while (found.find()) {
            boolean function = plain.substring(found.end()).stripLeading().startsWith("(");
            if (!function && !OPERATORS.contains(found.group(1))) {
                Map<String, String> equal = new TreeMap<>();
                if (found.group(2) != null) {
                    MATCHER.matcher(found.group(2))
                            .results()
                            .filter(label -> label.group(2).equals("="))
                            .forEach(label -> equal.put(label.group(1), label.group(3)));
                }
                selectors.add(new Selector(found.group(1), equal));
            }
        }
        return selectors;
    }

    /** By which it groups. */
    List<String> groupings() {
        return GROUPING.matcher(expression)
                .results()
                .flatMap(grouping -> Pattern.compile("\\w+")
                        .matcher(grouping.group(2))
                        .results()
                        .map(label -> label.group()))
                .toList();
    }
}
