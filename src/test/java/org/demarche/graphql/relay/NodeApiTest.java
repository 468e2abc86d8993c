package org.demarche.graphql.relay;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.demarche.support.GraphqlClient;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class NodeApiTest {

    private static final String NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

    @Test
    void everyTypeOfNodeIsFetchedAgainInTheOrderAsked() {
        List<String> ids = oneOfEach();
        assertThat(ids).doesNotHaveDuplicates().hasSize(6);
        Collections.reverse(ids);
        JsonPath data = GraphqlClient.data(NODES, Map.of("ids", ids));
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
        List<String> ids = List.of("", "x", real, GlobalId.of("Event", 999_999_999L), GlobalId.of("Mutation", 1), real);
        List<Map<String, String>> nodes =
                GraphqlClient.data(NODES, Map.of("ids", ids)).getList("nodes");
        assertThat(nodes.stream().map(node -> node == null ? null : node.get("id")))
                .containsExactly(null, null, real, null, null, real);
    }

    private static List<String> oneOfEach() {
        JsonPath data = GraphqlClient.data(
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
