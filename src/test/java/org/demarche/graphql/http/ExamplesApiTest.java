package org.demarche.graphql.http;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.demarche.importing.unvotes.RecentVotes;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each example of the explorer returns data. */
@QuarkusTest
class ExamplesApiTest {

    @BeforeEach
    void loadVotes() throws Throwable {
        RecentVotes.load();
    }

    @AfterAll
    static void deleteVotes() {
        RecentVotes.delete();
    }

    static List<String> examples() {
        return ExamplesRoute.index();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleReturnsData(String file) {
        JsonPath data = GraphqlClient.data(ExamplesRoute.example(file).query());
        assertThat(data.getMap("")).isNotEmpty().doesNotContainValue(null);
    }
}
