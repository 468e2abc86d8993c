package org.demarche.event;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four events of the topic "lately":
 *
 * <pre>
 *           recorded              revised               Fiji      Tonga
 * lately-1  1970-01-01 00:00 UTC  1980-01-01 00:00 UTC  OPPOSES   NEUTRAL
 * lately-2  1971-01-01 00:00 UTC  1971-01-01 00:00 UTC  ABSENT
 * lately-3  1972-01-01 00:00 UTC  1979-01-01 00:00 UTC            SUPPORTS
 * lately-4  1973-01-01 00:00 UTC  1979-01-01 00:00 UTC
 * </pre>
 */
@QuarkusTest
class EventFilterApiTest {

    @BeforeAll
    static void record() {
        remove();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('lately', 'Lately', 'lately');
                insert into event (slug, title, title_key, kind, status, date, recorded_at, revised_at)
                select v.slug, v.slug, v.slug, 'VOTE', 'OCCURRED', '1901-02', v.recorded_at::timestamptz, v.revised_at::timestamptz
                from (values ('lately-1', '1970-01-01T00:00:00Z', '1980-01-01T00:00:00Z'),
                    ('lately-2', '1971-01-01T00:00:00Z', '1971-01-01T00:00:00Z'),
                    ('lately-3', '1972-01-01T00:00:00Z', '1979-01-01T00:00:00Z'),
                    ('lately-4', '1973-01-01T00:00:00Z', '1979-01-01T00:00:00Z')) as v(slug, recorded_at, revised_at);
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug like 'lately-%' and t.slug = 'lately';
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, s.position, 'VOTE', e.date, 'CONFIRMED'
                from (values ('FJ', 'lately-1', 'OPPOSES'), ('TO', 'lately-1', 'NEUTRAL'), ('FJ', 'lately-2', 'ABSENT'),
                    ('TO', 'lately-3', 'SUPPORTS')) as s(code, slug, position)
                join event e on e.slug = s.slug join country c on c.code = s.code;
                """);
    }

    @AfterAll
    static void remove() {
        BulkRecord.execute("delete from event where slug like 'lately-%'; delete from topic where slug = 'lately'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stancesOf: [\"FJ\"] | 1",
                "stancesOf: [\"TON\"] | 1 3",
                "stancesOf: [\"FJ\", \"to\"] | 1 3",
                "stancesOf: [\"ZZ\"] | ''",
                "stancesOf: [] | ''",
                "stancesOf: [\"TO\"], participants: [\"TO\"] | ''",
                "recorded: {from: \"1971-01-01T00:00:00Z\"} | 2 3 4",
                "recorded: {to: \"1971-01-01T00:00:00Z\"} | 1",
                "recorded: {from: \"1971-01-01T01:00:00+01:00\", to: \"1973-01-01T00:00:00Z\"} | 2 3",
                "recorded: {from: \"1971-01-01T00:00:00.0000001Z\", to: \"1973-01-01T00:00:00.0000001Z\"} | 3 4",
                "recorded: {} | 1 2 3 4",
                "revised: {from: \"1979-01-01T00:00:00Z\"} | 1 3 4",
                "revised: {from: \"1970-01-01T00:00:00Z\", to: \"1979-01-01T00:00:00Z\"} | 2",
                "revised: {from: \"1979-01-01T00:00:00Z\"}, recorded: {to: \"1972-01-01T00:00:00Z\"} | 1",
            })
    void aFilterSelectsInEveryListAndCount(String filter, String numbers) {
        List<String> expected = numbers.isEmpty() ? List.of() : List.of(numbers.split(" "));
        ResponseJson data = GraphqlClient.data("""
                { events(orderBy: TITLE_ASC, filter: {topics: ["lately"], %1$s}) { totalCount nodes { slug } }
                  topic(slug: "lately") { events(orderBy: TITLE_ASC, filter: {%1$s}) { totalCount nodes { slug } } } }
                """.formatted(filter));
        for (String list : List.of("events", "topic.events")) {
            assertThat(numbers(data, list)).as(list).isEqualTo(expected);
            assertThat(data.getInt(list + ".totalCount")).isEqualTo(expected.size());
        }
    }

    @Test
    void whatIsNewComesByTheTimeOfTheLastRevision() {
        String list = "{ events(orderBy: %s, filter: {topics: [\"lately\"]}) { nodes { slug } } }";
        assertThat(numbers(GraphqlClient.data(list.formatted("REVISED_DESC")), "events"))
                .containsExactly("1", "4", "3", "2");
        assertThat(numbers(GraphqlClient.data(list.formatted("REVISED_ASC")), "events"))
                .containsExactly("2", "3", "4", "1");
    }

    @Test
    void theDayOfAnEventIsTheFirstThatItsDateMayMean() {
        assertThat(GraphqlClient.data("{ event(slug: \"lately-1\") { date day } }")
                        .getMap("event")
                        .toString())
                .isEqualTo("{date=1901-02, day=1901-02-01}");
    }

    private static List<String> numbers(ResponseJson data, String list) {
        return data.<String>getList(list + ".nodes.slug").stream()
                .map(slug -> slug.substring("lately-".length()))
                .toList();
    }
}
