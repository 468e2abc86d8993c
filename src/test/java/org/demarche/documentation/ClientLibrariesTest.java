package org.demarche.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The code of the pages about client libraries is that of the programs which CI runs. */
class ClientLibrariesTest {

    private static final Path PAGES = Path.of("src/site/markdown/clients");
    private static final Path PROGRAMS = Path.of("src/bench/clients");
    private static final Set<String> RUN = Set.of("js", "ts", "python");

    @ParameterizedTest
    @ValueSource(strings = {"apollo-client.md", "urql.md", "relay.md", "graphql-codegen.md", "streams.md", "python.md"})
    void theCodeOfAPageIsThatOfAProgram(String page) throws IOException {
        List<String> programs = programs();
        List<String> printed = MarkdownPage.read(PAGES.resolve(page)).blocks().stream()
                .filter(block -> RUN.contains(block.language()))
                .map(MarkdownPage.Block::text)
                .map(ClientLibrariesTest::withoutIndentation)
                .toList();
        assertThat(printed)
                .isNotEmpty()
                .allSatisfy(code -> assertThat(programs).as(code).anyMatch(program -> program.contains(code)));
    }

    private static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.walk(PROGRAMS)) {
            return files.filter(file -> file.toString().matches(".*\\.(js|ts|py)"))
                    .filter(file -> !file.toString().matches(".*[/\\\\](node_modules|generated)[/\\\\].*"))
                    .map(ClientLibrariesTest::read)
                    .map(ClientLibrariesTest::withoutIndentation)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A page shows a part of a program further left than the program has it. */
    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
