package org.demarche.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.Margins;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.Polling.await;

/**
 * The margins of five events:
 *
 * <pre>
 *           margin-1     margin-2         margin-3         margin-4  margin-5
 * Fiji      SUPPORTS     PARTLY_SUPPORTS  NEUTRAL          ABSENT
 * Tonga     SUPPORTS     OPPOSES          PARTLY_OPPOSES
 * Samoa     ABSENT       OPPOSES
 * margin     2           -1               -1               null      null
 * </pre>
 */
@QuarkusTest
class EventMarginApiTest {

    @BeforeEach
    void record() {
        remove();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('margin', 'Margin', 'margin');
                insert into event (slug, title, title_key, kind, status, date)
                select 'margin-' || n, 'Margin', 'margin', 'VOTE', 'OCCURRED', '190' || n from generate_series(1, 5) n;
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug like 'margin-%' and t.slug = 'margin';
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, s.position, 'VOTE', e.date, 'CONFIRMED'
                from (values ('FJ', 'margin-1', 'SUPPORTS'), ('TO', 'margin-1', 'SUPPORTS'), ('WS', 'margin-1', 'ABSENT'),
                    ('FJ', 'margin-2', 'PARTLY_SUPPORTS'), ('TO', 'margin-2', 'OPPOSES'), ('WS', 'margin-2', 'OPPOSES'),
                    ('FJ', 'margin-3', 'NEUTRAL'), ('TO', 'margin-3', 'PARTLY_OPPOSES'), ('FJ', 'margin-4', 'ABSENT'))
                    as s(code, slug, position)
                join event e on e.slug = s.slug join country c on c.code = s.code;
                """);
    }

    @AfterEach
    void remove() {
        BulkRecord.execute("delete from event where slug like 'margin-%'; delete from topic where slug = 'margin'");
    }

    @Test
    void theMarginsOfTheWholeRecordEqualItsTallies() {
        BulkRecord.load();
        assertThat(margins(""))
                .isEqualTo(List.of("margin-5 null", "margin-4 null", "margin-3 -1", "margin-2 -1", "margin-1 2"));
        assertThat(Margins.assertEqualTallies()).isGreaterThan(BulkRecord.EVENTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id, 'OPPOSES', 'VOTE',"
                        + " '1902', 'CONFIRMED' from event e, country c where e.slug = 'margin-1' and c.code in ('FJ', 'NR') | -1",
                // An earlier position does not count, one that has ended does.
                "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id, 'OPPOSES', 'VOTE',"
                        + " '1900', 'CONFIRMED' from event e, country c where e.slug = 'margin-1' and c.code = 'FJ' | 2",
                "update stance set until = '1901' where event_id = (select id from event where slug = 'margin-1') | 2",
                "update stance set position = 'NEUTRAL' where event_id = (select id from event where slug = 'margin-1') | 0",
                "update stance set position = 'ABSENT' where event_id = (select id from event where slug = 'margin-1') | null",
                "update stance set country_id = (select id from country where code = 'NR') where country_id ="
                        + " (select id from country where code = 'FJ') | 2",
                "update stance set event_id = (select id from event where slug = 'margin-5') where event_id ="
                        + " (select id from event where slug = 'margin-1') | null",
                "update stance set since = '1905' where event_id = (select id from event where slug = 'margin-1') | 2",
                "delete from stance where position = 'SUPPORTS' and event_id = (select id from event where slug = 'margin-1')"
                        + " and country_id = (select id from country where code = 'FJ') | 1",
                "delete from stance where event_id = (select id from event where slug = 'margin-1') | null",
                "update event set date = '1999', title = 'Other' where slug = 'margin-1' | 2",
            })
    void everyWayOfWritingKeepsTheMargin(String write, String margin) {
        BulkRecord.execute("begin; " + write + "; commit");
        assertThat(margins("")).contains("margin-1 " + margin);
        Margins.assertEqualTallies();
    }

    @Test
    void withoutStancesThereAreNoMargins() throws SQLException {
        try (Connection connection = BulkRecord.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("truncate stance cascade");
            try (var result = statement.executeQuery("select count(margin) from event")) {
                result.next();
                assertThat(result.getInt(1)).isZero();
            }
            connection.rollback();
        }
    }

    @Test
    void ofTwoWritersAtATimeTheSecondSeesWhatTheFirstHasWritten() throws Exception {
        String stand = "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id,"
                + " 'OPPOSES', 'VOTE', '1901', 'CONFIRMED' from event e, country c where e.slug = 'margin-1' and c.code = '%s'";
        try (Connection first = BulkRecord.connection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.execute(stand.formatted("NR"));
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> BulkRecord.execute(stand.formatted("PW")));
            await().until(() -> BulkRecord.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like '%''PW''%' and pid <> pg_backend_pid()")
                    == 1);
            first.commit();
            second.join();
        }
        assertThat(margins("")).contains("margin-1 0");
    }

    @Test
    void eventsWithoutAMarginComeLastInBothDirections() {
        assertThat(margins(", orderBy: MARGIN_ASC"))
                .containsExactly("margin-2 -1", "margin-3 -1", "margin-1 2", "margin-4 null", "margin-5 null");
        assertThat(margins(", orderBy: MARGIN_DESC"))
                .containsExactly("margin-1 2", "margin-3 -1", "margin-2 -1", "margin-5 null", "margin-4 null");
    }

    @ParameterizedTest
    @CsvSource({"MARGIN_ASC", "MARGIN_DESC"})
    void bothWalksPassTheEventsWithoutAMargin(String order) {
        List<String> whole = margins(", orderBy: " + order);
        assertThat(walk(order, "first: 2, after")).isEqualTo(whole);
        assertThat(walk(order, "last: 2, before")).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: -1, to: 2 | margin-2 margin-3 margin-1",
                "from: 0 | margin-1",
                "to: -1 | margin-2 margin-3",
                "from: 2, to: 2 | margin-1",
                "from: 3 | ''",
                "from: -2147483648, to: 2147483647 | margin-2 margin-3 margin-1",
                "from: 2147483647 | ''",
                "to: -2147483648 | ''",
                "'' | margin-2 margin-3 margin-1",
            })
    void aRangeOfMarginsIncludesBothEndsAndNoEventWithoutOne(String range, String slugs) {
        List<String> expected = slugs.isEmpty() ? List.of() : List.of(slugs.split(" "));
        for (String order : List.of("MARGIN_ASC", "MARGIN_DESC", "DATE_ASC")) {
            ResponseJson data = GraphqlClient.data("{ events(filter: {topics: [\"margin\"], margin: {" + range
                    + "}}, orderBy: " + order + ") { totalCount nodes { slug } } }");
            assertThat(data.getList("events.nodes.slug")).as(order).hasSameElementsAs(expected);
            assertThat(data.getInt("events.totalCount")).isEqualTo(expected.size());
            if (order.equals("MARGIN_ASC")) {
                assertThat(data.getList("events.nodes.slug")).isEqualTo(expected);
            }
        }
    }

    private static List<String> walk(String order, String arguments) {
        boolean forward = arguments.startsWith("first");
        String query = "query ($cursor: String) { topic(slug: \"margin\") { events(orderBy: " + order + ", " + arguments
                + ": $cursor) { nodes { slug margin } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }";
        Map<String, Object> variables = new java.util.HashMap<>();
        List<String> all = new java.util.ArrayList<>();
        ResponseJson page;
        do {
            page = GraphqlClient.data(query, variables).at("data.topic.events");
            all.addAll(forward ? all.size() : 0, lines(page.getList("nodes")));
            variables.put("cursor", page.getString("pageInfo." + (forward ? "endCursor" : "startCursor")));
        } while (page.getBoolean("pageInfo." + (forward ? "hasNextPage" : "hasPreviousPage")));
        return all;
    }

    private static List<String> margins(String order) {
        return lines(
                GraphqlClient.data("{ events(filter: {topics: [\"margin\"]}" + order + ") { nodes { slug margin } } }")
                        .getList("events.nodes"));
    }

    private static List<String> lines(List<Map<String, Object>> events) {
        return events.stream()
                .map(event -> event.get("slug") + " " + event.get("margin"))
                .toList();
    }
}
