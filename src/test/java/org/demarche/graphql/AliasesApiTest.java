package org.demarche.graphql;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two aliases of one list with different arguments, over many parents, each get their own rows. SmallRye's batch methods
 * mix them up (https://github.com/smallrye/smallrye-graphql/issues/2268).
 */
@QuarkusTest
class AliasesApiTest {

    private static final String LISTS = """
            slug
            a: stances(first: 2, orderBy: SINCE_ASC) { totalCount nodes { id position } }
            b: stances(first: 9, orderBy: COUNTRY_DESC, filter: { positions: [SUPPORTS] }) { totalCount nodes { id } }
            c: stances(last: 3) { nodes { id } }
            d: tally(on: "1901-01-01") { supports neutral opposes total }
            e: tally(on: "1900-12-05") { supports neutral opposes total }
            """;

    @BeforeAll
    static void moreRows() {
        BulkRecord.load();
    }

    @Test
    void eachAliasOverFortyParentsGetsItsOwnResult() {
        List<Map<String, Object>> together = GraphqlClient.data(
                        "{ events(first: 40, filter: { topics: [\"bulk\"] }) { nodes { " + LISTS + " } } }")
                .getList("events.nodes");
        assertThat(together).hasSize(40);
        for (Map<String, Object> event : together) {
            assertThat(event).isEqualTo(alone((String) event.get("slug")));
        }
    }

    /** Loads each list in a separate request. */
    private static Map<String, Object> alone(String slug) {
        Map<String, Object> event = new java.util.HashMap<>();
        for (String list : LISTS.split("\n")) {
            event.putAll(GraphqlClient.data(
                            "query ($slug: String!) { event(slug: $slug) { " + list + " } }", Map.of("slug", slug))
                    .getMap("event"));
        }
        return event;
    }
}
