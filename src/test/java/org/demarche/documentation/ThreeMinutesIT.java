package org.demarche.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.demarche.documentation.MarkdownPage.Block;
import org.demarche.support.DataFolder;
import org.demarche.support.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands of the page of three minutes, one after the other in one shell, print what the page says. */
class ThreeMinutesIT {

    private static final Path PAGE = Path.of("src/site/markdown/three-minutes.md");

    /** Behind the output of each command. */
    private static final String END = "== end of a command ==";

    /** What the stream sends before the first change: without it, the change may come before the stream is open. */
    private static final String AWAIT_STREAM = "until [ -s changes.txt ]; do sleep 0.1; done";

    @TempDir
    Path folder;

    @Test
    void everyCommandPrintsWhatStandsBelowIt() throws Exception {
        RunningProgram.skipWhenNative();
        List<Block> blocks = MarkdownPage.read(PAGE).blocks();
        Path data = DataFolder.MIGRATED.copyTo(folder.resolve("data"));
        List<String> outputs;
        try (RunningProgram service = RunningProgram.startOn(data).listening()) {
            outputs = run(data, commands(blocks, service.port()));
        }
        assertThat(outputs).hasSize((int) blocks.stream()
                .filter(block -> block.language().equals("shell"))
                .count());
        int command = -1;
        for (Block block : blocks) {
            if (block.language().equals("shell")) {
                command++;
            } else {
                String anyText = Stream.of(block.text().strip().split("\\.\\.\\."))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".+"));
                assertThat(outputs.get(command)).matches(anyText);
            }
        }
        assertThat(command).isGreaterThan(5);
    }

    private static String commands(List<Block> blocks, int port) {
        List<String> script = new ArrayList<>();
        for (Block block : blocks) {
            if (block.language().equals("shell")) {
                script.add(block.text()
                        .replace("localhost:8080", "127.0.0.1:" + port)
                        .replace(
                                "target/quarkus-app",
                                Path.of("target/quarkus-app").toAbsolutePath().toString()));
                if (block.text().strip().endsWith("&")) {
                    script.add(AWAIT_STREAM);
                }
                script.add("echo; echo '" + END + "'");
            }
        }
        script.add("kill %1");
        return String.join("\n", script);
    }

    /** @return what each command has printed */
    private List<String> run(Path data, String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("DEMARCHE_EMBEDDED_DATA_DIR", data.toString());
        Process process = bash.start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended && process.exitValue() == 0).as(printed).isTrue();
        return Stream.of(printed.split("\n" + END + "\n")).map(String::strip).toList();
    }
}
