package org.demarche.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTest {

    private static final Path MANUAL = Path.of("src/site/markdown");

    static Stream<Path> pages() throws IOException {
        return Stream.of(Path.of("README.md"), Path.of("docker"), Path.of("k8s"), Path.of(".github"), MANUAL)
                .filter(Files::exists)
                .flatMap(LinksTest::pagesIn);
    }

    private static Stream<Path> pagesIn(Path fileOrFolder) {
        try (Stream<Path> files = Files.walk(fileOrFolder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        assertThat(Links.faults(page)).isEmpty();
    }

    @Test
    void everyPageOfTheManualIsListedInTheIndexOfItsFolder() throws IOException {
        for (Path page : pagesIn(MANUAL).toList()) {
            Path index = page.resolveSibling("index.md");
            if (!page.equals(index)) {
                assertThat(MarkdownPage.read(index).links())
                        .as(index.toString())
                        .anyMatch(
                                link -> link.target().equals(page.getFileName().toString()));
            }
        }
    }

    @Test
    void aLinkThatLeadsNowhereIsReportedWithItsLine(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Other page\n\n## Twice\n\n## Twice\n");
        Path page = Files.writeString(folder.resolve("page.md"), """
                # What `code` says: all of it
                [a](#what-code-says-all-of-it) [b](other.md) [c](other.md#twice-1) [d](https://graphql.org)
                [e](other.md#thrice)
                [f](missing.md)
                ![](other.md)
                [g](http://graphql.org) [h](https:///nowhere)
                `[i](in-code.md)`
                ```
                [j](in-a-block.md)
                ```
                """);
        assertThat(Links.faults(page))
                .extracting(fault -> fault.substring(fault.indexOf(".md:") + 4))
                .isEqualTo(List.of(
                        "3: other.md#thrice: no such heading",
                        "4: missing.md: no such file",
                        "5: other.md: the picture has no alternative text",
                        "6: http://graphql.org: not an https address of a host",
                        "6: https:///nowhere: not an https address of a host"));
    }
}
