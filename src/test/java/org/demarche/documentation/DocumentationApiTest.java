package org.demarche.documentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.demarche.documentation.MarkdownPage.Block;
import org.demarche.importing.unvotes.RecentVotes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The queries and commands of the documentation, and the answers that it prints. */
@QuarkusTest
class DocumentationApiTest {

    private static final String README = "README.md";
    private static final String CLIENTS = "src/site/markdown/clients.md";
    private static final Path QUESTIONS = Path.of("src/site/markdown/questions.md");
    private static final String LIBRARIES = "src/site/markdown/clients/index.md";
    private static final String KOTLIN = "src/site/markdown/clients/apollo-kotlin.md";
    private static final String IOS = "src/site/markdown/clients/apollo-ios.md";

    /** In a printed answer: some text that nobody should rely on, such as a cursor. */
    private static final String ANY_TEXT = "...";

    /** The cursor and the id of the last answer, for the query that follows it in the text; and those of the libraries' pages. */
    private final Map<String, Object> variables =
            new HashMap<>(Map.of("slug", "russia-recognises-taliban-government", "first", 1));

    @BeforeEach
    void loadVotes() throws Throwable {
        RecentVotes.load();
    }

    @AfterAll
    static void deleteVotes() {
        RecentVotes.delete();
    }

    @ParameterizedTest
    @ValueSource(strings = {README, CLIENTS, LIBRARIES, KOTLIN, IOS})
    void everyQueryIsAnsweredAsPrintedBelowIt(String page) throws IOException {
        List<Block> blocks = MarkdownPage.read(Path.of(page)).blocks();
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).language().equals("graphql")) {
                String query = blocks.get(i).text();
                assertThat(blocks.get(i + 1).language()).as(query).isEqualTo("json");
                JsonObject answer = answer(query);
                Object printed = new JsonObject(blocks.get(i + 1).text());
                assertThat(filled(answer, printed)).as(query).isEqualTo(answer.encodePrettily());
                queries.add(query);
            }
        }
        assertThat(queries).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {README, CLIENTS})
    void everyCurlCommandIsAnsweredWithData(String page) throws Exception {
        if (run("curl --version").exitCode != 0) {
            System.out.println("Skipped: there is no curl on the PATH");
            abort("there is no curl on the PATH");
        }
        List<String> commands = MarkdownPage.read(Path.of(page))
                .blocks("shell")
                .map(Block::text)
                .filter(text -> text.startsWith("curl "))
                .toList();
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            Run run = run(command.replace("localhost:8080", "localhost:" + RestAssured.port));
            assertThat(run.exitCode).as(command).isZero();
            assertThat(new JsonObject(run.output).getMap()).as(command).containsOnlyKeys("data");
        }
    }

    @Test
    void eachOfTheThirtyQuestionsIsOneRequest() throws IOException {
        List<String> queries =
                MarkdownPage.read(QUESTIONS).blocks("graphql").map(Block::text).toList();
        assertThat(queries).hasSize(30);
        for (String query : queries) {
            variables.clear();
            JsonObject answer = answer(query);
            assertThat(answer.getMap()).as(query).containsOnlyKeys("data");
            assertThat(answer.getJsonObject("data").getMap().values()).as(query).doesNotContainNull();
        }
    }

    private JsonObject answer(String query) {
        JsonObject request = new JsonObject().put("query", query).put("variables", new JsonObject(variables));
        JsonObject answer = new JsonObject(RestAssured.given()
                .contentType(ContentType.JSON)
                .body(request.encode())
                .post("/graphql")
                .asString());
        remember(answer);
        return answer;
    }

    private void remember(Object value) {
        if (value instanceof JsonObject object) {
            object.forEach(field -> {
                if (field.getKey().equals("endCursor")) {
                    variables.put("after", field.getValue());
                } else if (field.getKey().equals("id")) {
                    variables.put("id", field.getValue());
                }
                remember(field.getValue());
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(this::remember);
        }
    }

    /** What is printed, with the answer's own text where any will do; as text, because the order of fields counts. */
    private static String filled(JsonObject answer, Object printed) {
        return ((JsonObject) filledValue(answer, printed)).encodePrettily();
    }

    private static Object filledValue(Object answer, Object printed) {
        if (ANY_TEXT.equals(printed) && answer instanceof String text && !text.isEmpty()) {
            return text;
        }
        if (printed instanceof JsonObject object) {
            JsonObject filled = new JsonObject();
            object.forEach(field -> filled.put(
                    field.getKey(),
                    filledValue(
                            answer instanceof JsonObject other ? other.getValue(field.getKey()) : null,
                            field.getValue())));
            return filled;
        }
        if (printed instanceof JsonArray array) {
            JsonArray filled = new JsonArray();
            for (int i = 0; i < array.size(); i++) {
                filled.add(filledValue(
                        answer instanceof JsonArray other && i < other.size() ? other.getValue(i) : null,
                        array.getValue(i)));
            }
            return filled;
        }
        return printed;
    }

    private static Run run(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Run(int exitCode, String output) {}
}
