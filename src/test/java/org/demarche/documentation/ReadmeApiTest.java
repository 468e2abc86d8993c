package org.demarche.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README promises. */
@QuarkusTest
class ReadmeApiTest {

    @Test
    void theFirstQueryIsAnsweredAsTheReadmeShows() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        JsonObject shown = new JsonObject(block(readme, "json"));
        assertThat(shown.getJsonObject("data").getMap())
                .isEqualTo(new JsonObject(GraphqlClient.answer(block(readme, "graphql"), Map.of())
                                .<Map<String, Object>>get("data"))
                        .getMap());
    }

    private static String block(String readme, String language) {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
