package org.demarche.packaging;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What is handed to GraalVM's compiler: the build makes it with or without one, see pom.xml. */
record NativeSources(
        Map<String, JsonObject> classes, List<Pattern> resources, Set<String> libraries, String arguments) {

    private static final Path FOLDER = Path.of("target/native-sources");

    static NativeSources read() throws IOException {
        Map<String, JsonObject> classes = new HashMap<>();
        List<Pattern> resources = new ArrayList<>();
        try (FileSystem jar = FileSystems.newFileSystem(runner());
                Stream<Path> files = Files.walk(jar.getPath("META-INF/native-image"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                switch (file.getFileName().toString()) {
                    case "reflect-config.json" -> add(new JsonArray(Files.readString(file)), "name", classes);
                    case "resource-config.json" ->
                        new JsonObject(Files.readString(file))
                                .getJsonObject("resources")
                                .getJsonArray("includes")
                                .forEach(include ->
                                        resources.add(Pattern.compile(((JsonObject) include).getString("pattern"))));
                    case "reachability-metadata.json" -> {
                        JsonObject all = new JsonObject(Files.readString(file));
                        add(all.getJsonArray("reflection", new JsonArray()), "type", classes);
                        all.getJsonArray("resources", new JsonArray())
                                .forEach(resource -> resources.add(glob(((JsonObject) resource).getString("glob"))));
                    }
                    default -> {
                        // Of no interest here.
                    }
                }
            }
        }
        try (Stream<Path> files = Files.list(FOLDER.resolve("lib"))) {
            Set<String> libraries = new TreeSet<>();
            files.forEach(file -> libraries.add(file.getFileName().toString()));
            return new NativeSources(
                    classes, resources, libraries, Files.readString(FOLDER.resolve("native-image.args")));
        }
    }

    private static Path runner() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void add(JsonArray entries, String name, Map<String, JsonObject> classes) {
        entries.forEach(
                entry -> classes.merge(((JsonObject) entry).getString(name), (JsonObject) entry, JsonObject::mergeIn));
    }

    private static Pattern glob(String glob) {
        String pattern = Pattern.quote(glob).replace("**", "\\E.*\\Q").replace("*", "\\E[^/]*\\Q");
        return Pattern.compile(pattern);
    }

    /** Whether a class can be called by reflection: what of it is named by the key. */
    boolean has(String type, String... keys) {
        JsonObject entry = classes.get(type);
        return entry != null && Stream.of(keys).allMatch(key -> entry.getBoolean(key, false));
    }

    boolean hasResource(String path) {
        return resources.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
