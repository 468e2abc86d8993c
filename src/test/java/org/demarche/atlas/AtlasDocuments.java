package org.demarche.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The GraphQL documents of the page, as its scripts put them together: from texts and template literals. */
final class AtlasDocuments {

    private static final List<String> SCRIPTS = List.of("panel-queries.js", "queries.js");
    private static final Pattern CONSTANT = Pattern.compile("const (\\w+) = (['`])(.*?)\\2;", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile("\\$\\{(?:\\[([\\w, ]+)]\\.join\\('\\\\n'\\)|(\\w+))}");

    private AtlasDocuments() {}

    /** By the name of the operation. */
    static Map<String, String> all() {
        return SCRIPTS.stream()
                .flatMap(script -> documents(text(script)).entrySet().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    static String text(String script) {
        String resource = "/META-INF/resources/atlas/" + script;
        try (InputStream file = AtlasDocuments.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IllegalStateException(resource, failure);
        }
    }

    private static Map<String, String> documents(String script) {
        Map<String, String> constants = CONSTANT.matcher(script)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), found -> found.group(3), (one, other) -> one, LinkedHashMap::new));
        return constants.entrySet().stream()
                .filter(constant -> constant.getKey().startsWith("Atlas"))
                .collect(Collectors.toMap(Map.Entry::getKey, constant -> filled(constant.getValue(), constants)));
    }

    private static String filled(String text, Map<String, String> constants) {
        return PART.matcher(text)
                .replaceAll(part -> java.util.regex.Matcher.quoteReplacement(names(part)
                        .map(name -> filled(constants.get(name), constants))
                        .collect(Collectors.joining("\n"))));
    }

    private static Stream<String> names(MatchResult part) {
        return part.group(1) == null
                ? Stream.of(part.group(2))
                : Stream.of(part.group(1).split(", "));
    }
}
