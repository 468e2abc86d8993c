package org.demarche.packaging;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The input of GraalVM's compiler. The profile "all" writes it without a GraalVM: see pom.xml.
 *
 * @param classes the members of each class that are registered for reflection
 * @param bundles the base names of resource bundles
 * @param jni the classes that are registered for JNI
 */
record NativeSources(
        Map<String, JsonObject> classes,
        List<Pattern> resources,
        Set<String> bundles,
        Set<String> jni,
        Set<Path> libraries,
        String arguments) {

    private static final Path FOLDER = Path.of("target/native-sources");

    static NativeSources read() throws IOException {
        Set<Path> libraries = files(FOLDER.resolve("lib"));
        NativeSources sources = new NativeSources(
                new HashMap<>(),
                new ArrayList<>(),
                new HashSet<>(),
                new HashSet<>(),
                libraries,
                Files.readString(FOLDER.resolve("native-image.args")));
        sources.addMetadata(runner());
        for (Path library : libraries) {
            sources.addMetadata(library);
        }
        return sources;
    }

    static Path runner() throws IOException {
        return files(FOLDER).stream()
                .filter(file -> file.toString().endsWith("-runner.jar"))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.filter(Files::isRegularFile).toList());
        }
    }

    /** Both forms: the files that Quarkus writes, and the single file that GraalVM recommends. */
    private void addMetadata(Path archive) throws IOException {
        try (FileSystem jar = FileSystems.newFileSystem(archive)) {
            Path folder = jar.getPath("META-INF/native-image");
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    switch (file.getFileName().toString()) {
                        case "reflect-config.json" -> addClasses(new JsonArray(Files.readString(file)), "name");
                        case "jni-config.json" -> addJni(new JsonArray(Files.readString(file)), "name");
                        case "resource-config.json" -> addResources(new JsonObject(Files.readString(file)));
                        case "reachability-metadata.json" -> addAll(new JsonObject(Files.readString(file)));
                        default -> {
                            // Other metadata.
                        }
                    }
                }
            }
        }
    }

    private void addAll(JsonObject metadata) {
        addClasses(metadata.getJsonArray("reflection", new JsonArray()), "type");
        addJni(metadata.getJsonArray("jni", new JsonArray()), "type");
        for (JsonObject resource : objects(metadata.getJsonArray("resources", new JsonArray()))) {
            if (resource.containsKey("bundle")) {
                bundles.add(resource.getString("bundle"));
            } else if (resource.containsKey("glob")) {
                resources.add(glob(resource.getString("glob")));
            }
        }
    }

    private void addResources(JsonObject config) {
        // An older form has the list in place of the object.
        if (config.getValue("resources") instanceof JsonObject listed) {
            objects(listed.getJsonArray("includes", new JsonArray()))
                    .forEach(include -> resources.add(Pattern.compile(include.getString("pattern"))));
        }
        objects(config.getJsonArray("bundles", new JsonArray()))
                .forEach(bundle -> bundles.add(bundle.getString("name")));
    }

    private void addClasses(JsonArray entries, String name) {
        objects(entries).forEach(entry -> classes.merge(entry.getString(name), entry, JsonObject::mergeIn));
    }

    private void addJni(JsonArray entries, String name) {
        objects(entries).forEach(entry -> jni.add(entry.getString(name)));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    private static Pattern glob(String glob) {
        String pattern = Pattern.quote(glob).replace("**", "\\E.*\\Q").replace("*", "\\E[^/]*\\Q");
        return Pattern.compile(pattern);
    }

    /** Whether the class is registered for reflection with these kinds of members. */
    boolean has(String type, String... keys) {
        JsonObject entry = classes.get(type);
        return entry != null && Stream.of(keys).allMatch(key -> entry.getBoolean(key, false));
    }

    boolean hasResource(String path) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
