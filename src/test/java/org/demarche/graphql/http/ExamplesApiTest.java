package org.demarche.graphql.http;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.demarche.importing.unvotes.RecentVotes;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.GraphqlSocket;
import org.demarche.support.MutationClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each example of the explorer returns data. */
@QuarkusTest
class ExamplesApiTest {

    @TestHTTPResource("/")
    URI service;

    @BeforeEach
    void loadVotes() throws Throwable {
        RecentVotes.load();
    }

    @AfterAll
    static void deleteVotes() {
        RecentVotes.delete();
        BulkRecord.execute("delete from event where slug = 'an-example'; delete from topic where slug = 'examples'");
    }

    static List<String> examples() {
        return ExamplesRoute.index().stream()
                .filter(file -> !isSubscription(file))
                .toList();
    }

    static List<String> subscriptions() {
        return ExamplesRoute.index().stream()
                .filter(ExamplesApiTest::isSubscription)
                .toList();
    }

    private static boolean isSubscription(String file) {
        return ExamplesRoute.example(file).query().contains("\nsubscription ");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleReturnsData(String file) {
        String query = ExamplesRoute.example(file).query();
        ResponseJson data = query.contains("mutation ") ? mutated(query) : GraphqlClient.data(query);
        assertThat(data.getMap("")).isNotEmpty().doesNotContainValue(null);
    }

    @ParameterizedTest
    @MethodSource("subscriptions")
    void anExampleOfASubscriptionBegins(String file) {
        try (GraphqlSocket socket = GraphqlSocket.ready(service)) {
            socket.subscribe("1", ExamplesRoute.example(file).query()).subscribe("2", "{ __typename }");
            assertThat(socket.data("2").getString("__typename")).isEqualTo("Query");
            socket.next("complete", "2");
            assertThat(socket.received()).isEmpty();
        }
    }

    /** Those that write work one after the other. */
    private static ResponseJson mutated(String query) {
        ResponseJson answer = ResponseJson.of(MutationClient.curator("carla").post(query, Map.of()));
        assertThat(answer.getList("errors")).as(query).isNull();
        ResponseJson data = answer.at("data");
        Map<String, Map<String, Object>> payloads = data.getMap("");
        payloads.values().forEach(payload -> {
            assertThat(payload).doesNotContainValue(null);
            assertThat(payload.get("userErrors")).isEqualTo(List.of());
        });
        return data;
    }
}
