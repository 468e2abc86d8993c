package org.demarche.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The project's files follow the section {@code [*]} of {@code .editorconfig}, which editors apply but nothing
 * enforces. Covers the folders and files that belong to the project, so that what lies beside them (a downloaded data
 * set, a build's output, the packages of npm) is not checked. Needs no Git: an archive of the sources is checked too.
 */
class FileFormatTest {

    private static final List<Path> ROOTS = Stream.of(
                    ".ci",
                    ".editorconfig",
                    ".gitattributes",
                    ".github",
                    ".gitignore",
                    ".mvn",
                    "README.md",
                    "docker",
                    "k8s",
                    "pom.xml",
                    "src")
            .map(Path::of)
            .toList();

    @Test
    void editorsAreGivenTheRulesThatThisTestChecks() throws IOException {
        assertThat(settingsForAllFiles())
                .containsEntry("charset", "utf-8")
                .containsEntry("end_of_line", "lf")
                .containsEntry("insert_final_newline", "true")
                .containsEntry("trim_trailing_whitespace", "true")
                .containsEntry("indent_style", "space");
    }

    @Test
    void everyTextFileFollowsTheRules() throws IOException {
        List<Path> files = textFiles();
        assertThat(files).hasSizeGreaterThan(400);
        assertThat(files.stream().flatMap(file -> violation(file).map(text -> file + ": " + text).stream()))
                .isEmpty();
    }

    @Test
    void eachRuleRejectsAFileThatBreaksIt() {
        assertThat(violation("a\n  b\n".getBytes(UTF_8))).isEmpty();
        assertThat(violation(new byte[0])).isEmpty();
        assertThat(violation("a\r\n".getBytes(UTF_8))).contains("line 1 ends with CRLF, not LF");
        assertThat(violation("a\nb".getBytes(UTF_8))).contains("no newline at the end of the file");
        assertThat(violation("a\nb \nc\n".getBytes(UTF_8))).contains("trailing whitespace in line 2");
        assertThat(violation("a\n\tb\n".getBytes(UTF_8))).contains("tab in the indentation of line 2");
        assertThat(violation(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\n'}))
                .contains("not UTF-8; a binary file needs a line in .gitattributes");
    }

    private static List<Path> textFiles() throws IOException {
        List<String> binary = binaryExtensions();
        try (Stream<Path> files = ROOTS.stream().filter(Files::exists).flatMap(FileFormatTest::walk)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("node_modules"))
                    .filter(file -> binary.stream().noneMatch(file.toString()::endsWith))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path root) {
        try {
            return Files.walk(root);
        } catch (IOException failure) {
            throw new IllegalStateException("Cannot list " + root, failure);
        }
    }

    /** The extensions that {@code .gitattributes} declares as binary, such as {@code .png}. */
    private static List<String> binaryExtensions() throws IOException {
        return Files.readAllLines(Path.of(".gitattributes")).stream()
                .filter(line -> line.matches("\\*\\.\\S+ binary"))
                .map(line -> line.substring(1, line.indexOf(' ')))
                .toList();
    }

    private static Map<String, String> settingsForAllFiles() throws IOException {
        Map<String, String> settings = new HashMap<>();
        String section = "";
        for (String line : Files.readAllLines(Path.of(".editorconfig"))) {
            if (line.startsWith("[")) {
                section = line;
            } else if (section.equals("[*]") && line.contains("=")) {
                String[] setting = line.split("=", 2);
                settings.put(setting[0].strip(), setting[1].strip());
            }
        }
        return settings;
    }

    private static Optional<String> violation(Path file) {
        try {
            return violation(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new IllegalStateException("Cannot read " + file, failure);
        }
    }

    private static Optional<String> violation(byte[] content) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException notText) {
            return Optional.of("not UTF-8; a binary file needs a line in .gitattributes");
        }
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            if (line.endsWith("\r")) {
                return Optional.of("line " + (i + 1) + " ends with CRLF, not LF");
            }
            if (!line.equals(line.stripTrailing())) {
                return Optional.of("trailing whitespace in line " + (i + 1));
            }
            if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
                return Optional.of("tab in the indentation of line " + (i + 1));
            }
        }
        return lines[lines.length - 1].isEmpty() ? Optional.empty() : Optional.of("no newline at the end of the file");
    }
}
