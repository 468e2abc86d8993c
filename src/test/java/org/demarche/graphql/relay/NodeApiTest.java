package org.demarche.graphql.relay;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class NodeApiTest {

    private static final String NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

    @Test
    void everyTypeOfNodeIsFetchedAgainInTheOrderAsked() {
        List<String> ids = oneOfEach();
        assertThat(ids).doesNotHaveDuplicates().hasSize(6);
        Collections.reverse(ids);
        ResponseJson data = GraphqlClient.data(NODES, Map.of("ids", ids));
        assertThat(data.<String>getList("nodes.id")).isEqualTo(ids);
        assertThat(data.getList("nodes.__typename"))
                .containsExactly("Bloc", "Topic", "Source", "Stance", "Event", "Country");
        ids.forEach(id -> assertThat(GraphqlClient.data("query ($id: ID!) { node(id: $id) { id } }", Map.of("id", id))
                        .getString("node.id"))
                .isEqualTo(id));
    }

    @Test
    void eachTypeTakesOneStatementAndCountriesNone() {
        List<String> ids = oneOfEach();
        assertThat(StatementCounter.during(() -> GraphqlClient.data(NODES, Map.of("ids", ids))))
                .isEqualTo(5);
    }

    @Test
    void anIdThatNamesNothingIsNullInItsPlace() {
        String real = oneOfEach().get(0);
        List<String> ids = List.of(
                "",
                "x",
                real,
                serial("Event", 999_999_999),
                GlobalId.of("Event", "no-such-event"),
                GlobalId.of("Event", "academic/no such number"),
                GlobalId.of("Country", "USA"),
                GlobalId.of("Country", "ru"),
                GlobalId.of("Mutation", "1"),
                real);
        assertThat(found(ids)).containsExactly(null, null, real, null, null, null, null, null, null, real);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s/RU",
                "%s/2025-07-03",
                "%s/XX/2025-07-03",
                "%s/RU/2025-07-04",
                "%s/RU/2025-7-3",
                "%s/RU/2025-02-30",
                "%s/RU/0000-01-01",
                "%s/RU/2025-07-03/",
                "%s/RU/2025-07-03/0",
                "/RU/2025-07-03",
                "no-such-event/RU/2025-07-03"
            })
    void aStanceOfAnotherCountryDayOrEventIsNotFound(String name) {
        String event = "russia-recognises-taliban-government";
        assertThat(found(List.of(
                        GlobalId.of("Stance", name.formatted(event)), GlobalId.of("Stance", event + "/RU/2025-07-03"))))
                .containsExactly(null, GlobalId.of("Stance", event + "/RU/2025-07-03"));
    }

    /** Clients that have kept ids of earlier versions get the new ones with the objects. */
    @Test
    void anIdOfAnEarlierVersionIsStillFound() {
        for (String table : List.of("country", "event", "stance", "topic", "bloc", "source")) {
            String type = table.substring(0, 1).toUpperCase(Locale.ROOT) + table.substring(1);
            String old = serial(type, BulkRecord.number("select max(id) from " + table));
            List<String> found = found(List.of(old));
            assertThat(found).as(type).hasSize(1).doesNotContainNull().doesNotContain(old);
            assertThat(found(found)).isEqualTo(found);
        }
    }

    private static List<String> found(List<String> ids) {
        List<Map<String, String>> nodes =
                GraphqlClient.data(NODES, Map.of("ids", ids)).getList("nodes");
        return nodes.stream().map(node -> node == null ? null : node.get("id")).collect(Collectors.toList());
    }

    private static String serial(String type, long key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((type + ':' + key).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> oneOfEach() {
        ResponseJson data = GraphqlClient.data(
                "{ countries(first: 1) { nodes { id } } events(first: 1) { nodes { id stances(first: 1) {"
                        + " nodes { id sources { id } } } } } topics(first: 1) { nodes { id } } blocs(first: 1) { nodes { id } } }");
        return new java.util.ArrayList<>(List.of(
                data.getString("countries.nodes[0].id"),
                data.getString("events.nodes[0].id"),
                data.getString("events.nodes[0].stances.nodes[0].id"),
                data.getString("events.nodes[0].stances.nodes[0].sources[0].id"),
                data.getString("topics.nodes[0].id"),
                data.getString("blocs.nodes[0].id")));
    }
}
