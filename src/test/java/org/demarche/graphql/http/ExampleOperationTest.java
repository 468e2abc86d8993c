package org.demarche.graphql.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ExampleOperationTest {

    private static final Path FOLDER = Path.of("src/main/resources/examples");

    @Test
    void theFirstParagraphOfTheCommentIsTheTitleAndTheOperationGivesTheName() {
        String document = "# Who recognises\n# whom?\n#\n# An aside.\nquery WhoRecognises {\n  a\n}\n";
        ExampleOperation example = ExampleOperation.parse(document);
        assertEquals("WhoRecognises", example.name());
        assertEquals("Who recognises whom?", example.title());
        assertEquals(document.strip(), example.query());
    }

    @Test
    void aFragmentBeforeTheOperationDoesNotHideItsName() {
        ExampleOperation example =
                ExampleOperation.parse("# What?\nfragment F on Query { a }\nmutation Change($b: Int) { b }\n");
        assertEquals("Change", example.name());
    }

    @Test
    void anExampleWithoutANamedOperationOrAQuestionIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> ExampleOperation.parse("# What?\n{ a }\n"));
        assertThrows(IllegalArgumentException.class, () -> ExampleOperation.parse("query What { a }\n"));
    }

    @Test
    void theIndexListsEveryExampleFileInAlphabeticalOrder() throws IOException {
        assertEquals(filesInTheFolder(), ExamplesRoute.index());
    }

    @Test
    void theNamesOfTheExamplesAreUnique() {
        List<String> names = ExamplesRoute.index().stream()
                .map(ExamplesRoute::example)
                .map(ExampleOperation::name)
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    private static List<String> filesInTheFolder() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".graphql"))
                    .sorted()
                    .toList();
        }
    }
}
