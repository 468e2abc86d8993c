package org.demarche.graphql.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Paging through a list gives the whole list, in both directions and every sort order. */
@QuarkusTest
class PagingApiTest {

    private static final String PAGE = "{ totalCount edges { cursor node { id } } nodes { id }"
            + " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }";

    @BeforeAll
    static void moreRows() {
        BulkRecord.load();
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                arguments("countries(filter: { regions: [\"Asia\", \"Europe\"] } %s)", "", "CountryOrder", "NAME CODE"),
                arguments("events(%s)", "", "EventOrder", "DATE TITLE REVISED"),
                arguments(
                        "stances(filter: { countries: [\"RU\", \"AF\", \"AX\"] } %s)",
                        "", "StanceOrder", "SINCE COUNTRY REVISED"),
                arguments("topic(slug: \"bulk\") { events(%s)", "topic.", "EventOrder", "DATE TITLE MARGIN REVISED"),
                arguments("country(code: \"AF\") { events(%s)", "country.", "EventOrder", "DATE TITLE REVISED"),
                arguments("country(code: \"AF\") { stances(%s)", "country.", "StanceOrder", "SINCE COUNTRY REVISED"),
                arguments("event(slug: \"bulk-3\") { stances(%s)", "event.", "StanceOrder", "SINCE COUNTRY REVISED"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void bothWalksGiveTheWholeListInEachOrder(String field, String parent, String type, String orders) {
        for (String column : orders.split(" ")) {
            List<String> ascending = walk(field, parent, type, column + "_ASC", true);
            assertThat(ascending).doesNotHaveDuplicates().hasSizeGreaterThan(7);
            assertThat(walk(field, parent, type, column + "_ASC", false)).isEqualTo(ascending);
            List<String> descending = walk(field, parent, type, column + "_DESC", true);
            Collections.reverse(descending);
            assertThat(descending).isEqualTo(ascending);
        }
    }

    static Stream<Arguments> listsWithOneOrder() {
        return Stream.of(
                arguments("{ topics(%s)", "topics"),
                arguments("{ blocs(%s)", "blocs"),
                arguments("{ bloc(code: \"NATO\") { memberships(%s)", "bloc.memberships"),
                arguments("{ topic(slug: \"bulk\") { positions(%s)", "topic.positions"),
                arguments("{ sources(%s)", "sources"),
                arguments("{ sources(search: \"bulk\", publisher: \"bulk wire\" %s)", "sources"),
                arguments("{ event(slug: \"bulk-3\") { sources { events(%s)", "event.sources[0].events"),
                arguments("{ event(slug: \"bulk-3\") { sources { stances(%s)", "event.sources[0].stances"));
    }

    @ParameterizedTest
    @MethodSource("listsWithOneOrder")
    void bothWalksGiveTheWholeListInItsOnlyOrder(String field, String list) {
        List<String> forward = walk(field, list, "first: %d, after: $cursor", "hasNextPage", "endCursor");
        assertThat(forward).doesNotHaveDuplicates().hasSizeGreaterThan(1);
        List<String> backward = walk(field, list, "last: %d, before: $cursor", "hasPreviousPage", "startCursor");
        assertThat(backward).isEqualTo(forward);
    }

    private static List<String> walk(String field, String list, String page, String goesOn, String cursor) {
        boolean forward = page.startsWith("first");
        String query = "query ($cursor: String) " + field
                + " { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
                + " }".repeat((int) field.chars().filter(c -> c == '{').count());
        List<String> cursors = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>();
        int size = 1;
        ResponseJson data;
        do {
            data = GraphqlClient.data(query.formatted(page.formatted(size)), variables);
            cursors.addAll(forward ? cursors.size() : 0, data.<String>getList(list + ".edges.cursor"));
            variables.put("cursor", data.getString(list + ".pageInfo." + cursor));
            size = 40;
        } while (data.getBoolean(list + ".pageInfo." + goesOn));
        assertThat(cursors).hasSize(data.getInt(list + ".totalCount"));
        return cursors;
    }

    /** The United Nations have 193 members. */
    @Test
    void aPageHoldsAllMembersOfTheUnitedNations() {
        ResponseJson data = GraphqlClient.data(
                "{ bloc(code: \"UN\") { memberships(last: 250) { totalCount nodes { country { code } } pageInfo { hasPreviousPage } } } }");
        assertThat(data.getList("bloc.memberships.nodes")).hasSize(193);
        assertThat(data.getInt("bloc.memberships.totalCount")).isEqualTo(193);
        assertThat(data.getBoolean("bloc.memberships.pageInfo.hasPreviousPage")).isFalse();
    }

    @Test
    void aPageBeginsBehindTheLastOneThoughRowsHaveComeInBetween() {
        String page = "query ($after: String) { events(first: 3, after: $after, orderBy: TITLE_ASC, filter: { topics:"
                + " [\"bulk\"] }) { nodes { title } pageInfo { endCursor } } }";
        ResponseJson first = GraphqlClient.data(page);
        BulkRecord.execute(
                "insert into event (slug, title, title_key, kind, status, date) values ('bulk-new', 'Bulk new',"
                        + " 'bulk event 000', 'VOTE', 'OCCURRED', '1900'); insert into event_topic select e.id, t.id, e.day from"
                        + " event e, topic t where e.slug = 'bulk-new' and t.slug = 'bulk'");
        try {
            ResponseJson second =
                    GraphqlClient.data(page, Map.of("after", first.getString("events.pageInfo.endCursor")));
            assertThat(second.getList("events.nodes.title"))
                    .containsExactly("Bulk event 4", "Bulk event 5", "Bulk event 6");
        } finally {
            BulkRecord.execute("delete from event where slug = 'bulk-new'");
        }
    }

    @Test
    void aCursorBelongsToItsListAndOrder() {
        String cursor = GraphqlClient.data("{ events(first: 1) { pageInfo { endCursor } } }")
                .getString("events.pageInfo.endCursor");
        for (String field : List.of(
                "countries(after: $after)",
                "events(after: $after, orderBy: DATE_ASC)",
                "topics(after: $after)",
                "country(code: \"AF\") { events(after: $after)")) {
            String close = field.contains("{") ? " { totalCount } } }" : " { totalCount } }";
            ResponseJson answer =
                    GraphqlClient.answer("query ($after: String) { " + field + close, Map.of("after", cursor));
            assertThat(answer.getString("errors[0].extensions.code")).as(field).isEqualTo("INVALID_CURSOR");
        }
    }

    @Test
    void betweenTwoCursorsLieTheItemsBetween() {
        List<String> cursors = GraphqlClient.data("{ countries(first: 10) { edges { cursor } } }")
                .getList("countries.edges.cursor");
        ResponseJson data = GraphqlClient.data(
                "query ($after: String, $before: String) { countries(after: $after, before: $before) { edges { cursor } } }",
                Map.of("after", cursors.get(2), "before", cursors.get(6)));
        assertThat(data.getList("countries.edges.cursor")).isEqualTo(cursors.subList(3, 6));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aPageOfNoneCountsTheListAndTellsThatItGoesOn(String field, String parent) {
        String close = parent.isEmpty() ? " }" : " } }";
        String list = parent
                + field.substring(parent.isEmpty() ? 0 : field.indexOf("{") + 2).split("\\(")[0];
        for (String size : List.of("first", "last")) {
            ResponseJson page = GraphqlClient.data("{ " + field.formatted(size + ": 0") + " " + PAGE + close);
            assertThat(page.getList(list + ".edges")).isEmpty();
            assertThat(page.getList(list + ".nodes")).isEmpty();
            assertThat(page.getInt(list + ".totalCount")).isGreaterThan(7);
            assertThat(page.getBoolean(list + ".pageInfo.hasNextPage")).isEqualTo(size.equals("first"));
            assertThat(page.getBoolean(list + ".pageInfo.hasPreviousPage")).isEqualTo(size.equals("last"));
            assertThat(page.getString(list + ".pageInfo.endCursor")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void anEmptyCursorIsTheBeginningOrTheEnd(String field, String parent) {
        String close = PAGE + (parent.isEmpty() ? " }" : " } }");
        for (String size : List.of("first: 3%s", "last: 3%s")) {
            String cursor = size.startsWith("first") ? ", after: \"\"" : ", before: \"\"";
            ResponseJson page = GraphqlClient.data("{ " + field.formatted(size.formatted(cursor)) + " " + close);
            assertThat(page.<Object>get(""))
                    .isEqualTo(GraphqlClient.data("{ " + field.formatted(size.formatted("")) + " " + close)
                            .get(""));
        }
    }

    private static List<String> walk(String field, String parent, String type, String order, boolean forward) {
        String size = forward ? "first: $size, after: $cursor" : "last: $size, before: $cursor";
        String query = "query ($cursor: String, $size: Int!, $by: " + type + ") { "
                + field.formatted("orderBy: $by, " + size) + " " + PAGE + (parent.isEmpty() ? " }" : " } }");
        String list = parent
                + field.substring(parent.isEmpty() ? 0 : field.indexOf("{") + 2).split("\\(")[0];
        List<String> ids = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("by", order, "size", 7));
        ResponseJson page;
        do {
            page = GraphqlClient.data(query, variables);
            List<String> nodes = page.getList(list + ".nodes.id");
            assertThat(page.<String>getList(list + ".edges.node.id")).isEqualTo(nodes);
            ids.addAll(forward ? ids.size() : 0, nodes);
            variables.put("cursor", page.getString(list + ".pageInfo." + (forward ? "endCursor" : "startCursor")));
            variables.put("size", 40);
        } while (page.getBoolean(list + ".pageInfo." + (forward ? "hasNextPage" : "hasPreviousPage")));
        assertThat(ids).hasSize(page.getInt(list + ".totalCount"));
        return ids;
    }
}
