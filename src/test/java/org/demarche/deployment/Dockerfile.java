package org.demarche.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Dockerfile as its instructions, without comments and line breaks. */
record Dockerfile(Path path, List<Stage> stages) {

    /** Renovate adds it to the tag of an image. */
    static final String OPTIONAL_DIGEST = "(@sha256:[0-9a-f]{64})?";

    static Dockerfile read(Path path) throws IOException {
        List<Stage> stages = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : Files.readAllLines(path)) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            open.append(line.strip());
            if (line.endsWith("\\")) {
                open.setLength(open.length() - 1);
                open.append(' ');
                continue;
            }
            Instruction instruction = Instruction.parse(open.toString());
            open.setLength(0);
            if (instruction.word().equals("FROM")) {
                stages.add(Stage.parse(instruction));
            } else {
                stages.get(stages.size() - 1).instructions().add(instruction);
            }
        }
        return new Dockerfile(path, stages);
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docker"))) {
            return files.filter(file -> file.getFileName().toString().matches("Dockerfile\\.\\w+"))
                    .sorted()
                    .toList();
        }
    }

    /** The final stage. */
    Stage last() {
        return stages.get(stages.size() - 1);
    }

    /** The instructions of the final stage, after those of the stages on which it is based. */
    List<Instruction> image() {
        return with(last()).toList();
    }

    private Stream<Instruction> with(Stage stage) {
        Stream<Instruction> below = stage(stage.base()).map(this::with).orElseGet(Stream::of);
        return Stream.concat(below, stage.instructions().stream());
    }

    Optional<Stage> stage(String name) {
        return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** @param name empty if the stage has none */
    record Stage(String base, String name, List<Instruction> instructions) {

        private static Stage parse(Instruction from) {
            String[] words = from.text().split("\\s+");
            return new Stage(words[0], words.length == 3 ? words[2] : "", new ArrayList<>());
        }

        Stream<Instruction> all(String word) {
            return instructions.stream()
                    .filter(instruction -> instruction.word().equals(word));
        }
    }

    /** @param options such as {@code --from=build} */
    record Instruction(String word, List<String> options, String text) {

        private static Instruction parse(String line) {
            String[] parts = line.split("\\s+", 2);
            List<String> options = new ArrayList<>();
            String text = parts[1];
            while (text.startsWith("--")) {
                String[] option = text.split("\\s+", 2);
                options.add(option[0]);
                text = option[1];
            }
            return new Instruction(parts[0], options, text);
        }

        Optional<String> option(String name) {
            return options.stream()
                    .filter(option -> option.startsWith("--" + name + "="))
                    .map(option -> option.substring(name.length() + 3))
                    .findFirst();
        }

        /** The sources of a COPY. */
        List<String> sources() {
            List<String> paths = Arrays.asList(text.split("\\s+"));
            return paths.subList(0, paths.size() - 1);
        }
    }
}
