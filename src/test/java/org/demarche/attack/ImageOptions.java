package org.demarche.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVM options and the allocator of the container image, in the memory that k8s/ gives it. */
final class ImageOptions {

    private static final Path DOCKERFILE = Path.of("docker", "Dockerfile.jvm");
    private static final Pattern ENTRYPOINT = Pattern.compile("^ENTRYPOINT (\\[.*])", Pattern.MULTILINE);
    private static final Pattern ALLOCATOR = Pattern.compile("^ENV (MALLOC_\\w+)=(\\S+)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("\"(-[^\"]+)\"");
    /** Stands for the limit of the container. */
    private static final String MEMORY = "-XX:MaxRAM=768m";

    private ImageOptions() {}

    /** Without the cache of classes, which fits that image only. */
    static List<String> ofJvm() throws IOException {
        String entrypoint = ENTRYPOINT
                .matcher(Files.readString(DOCKERFILE))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        return Stream.concat(
                        Stream.of(MEMORY),
                        OPTION.matcher(entrypoint)
                                .results()
                                .map(option -> option.group(1))
                                .filter(option -> !option.contains("AOTCache") && !option.equals("-jar")))
                .toList();
    }

    /** The image's settings of the allocator. */
    static Map<String, String> environment() throws IOException {
        return ALLOCATOR
                .matcher(Files.readString(DOCKERFILE))
                .results()
                .collect(Collectors.toMap(variable -> variable.group(1), variable -> variable.group(2)));
    }
}
