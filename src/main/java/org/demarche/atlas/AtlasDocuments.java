package org.demarche.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.demarche.graphql.http.PageDocuments;

/**
 * The documents of the atlas, put together as documents.js does: each operation with the fragments that it uses, in the order
 * of the file. A browser test fails if the two differ.
 */
@Singleton
class AtlasDocuments implements PageDocuments {

    private static final String FILE = "META-INF/resources/atlas/documents.graphql";

    private static final Pattern COMMENT = Pattern.compile("(?m)^#.*\n");
    private static final Pattern DEFINITION = Pattern.compile("(query|fragment) (\\w+)");
    private static final Pattern SPREAD = Pattern.compile("\\.\\.\\.(\\w+)");

    private final Map<String, String> operations;

    AtlasDocuments() {
        this(text());
    }

    AtlasDocuments(String text) {
        Map<String, String> fragments = definitions("fragment", text);
        operations = definitions("query", text);
        operations.replaceAll((name, operation) -> withFragments(operation, fragments));
    }

    @Override
    public Map<String, String> byName() {
        return operations;
    }

    /** Blank lines separate definitions. */
    private static Map<String, String> definitions(String kind, String text) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String definition : COMMENT.matcher(text).replaceAll("").strip().split("\n{2,}")) {
            Matcher start = DEFINITION.matcher(definition);
            if (start.lookingAt() && start.group(1).equals(kind)) {
                found.put(start.group(2), definition.strip());
            }
        }
        return found;
    }

    private static String withFragments(String operation, Map<String, String> fragments) {
        Map<String, String> used = new LinkedHashMap<>();
        use(operation, fragments, used);
        return Stream.concat(
                        Stream.of(operation),
                        fragments.entrySet().stream()
                                .filter(fragment -> used.containsKey(fragment.getKey()))
                                .map(Map.Entry::getValue))
                .collect(Collectors.joining("\n"));
    }

    private static void use(String definition, Map<String, String> fragments, Map<String, String> used) {
        SPREAD.matcher(definition).results().map(spread -> spread.group(1)).forEach(name -> {
            String fragment = fragments.get(name);
            if (fragment != null && used.put(name, fragment) == null) {
                use(fragment, fragments, used);
            }
        });
    }

    private static String text() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(FILE + " cannot be read", unreadable);
        }
    }
}
