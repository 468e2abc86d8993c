package org.demarche.stance;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Positions on a vote of 2014-03-27: Finland joined NATO in 2023, North Macedonia in 2020, the others were members. France
 * has ended its position in 2015; Norway has changed it in 2024.
 */
@QuarkusTest
class EventTallyApiTest {

    @BeforeAll
    static void record() {
        remove();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('tally', 'Tally', 'tally');
                insert into event (slug, title, title_key, kind, status, date)
                values ('tally-vote', 'Tally', 'tally', 'VOTE', 'OCCURRED', '2014-03-27');
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug = 'tally-vote' and t.slug = 'tally';
                insert into stance (event_id, country_id, position, act, since, until, confidence)
                select e.id, c.id, s.position, 'VOTE', s.since, s.until, 'CONFIRMED'
                from (values ('US', 'SUPPORTS', '2014-03-27', null), ('FR', 'SUPPORTS', '2014-03-27', '2015'),
                    ('NO', 'SUPPORTS', '2014-03-27', '2024-03-01'), ('NO', 'NEUTRAL', '2024-03-01', null),
                    ('FI', 'SUPPORTS', '2014-03-27', null), ('MK', 'SUPPORTS', '2014-03-27', null),
                    ('CN', 'NEUTRAL', '2014-03-27', null), ('RU', 'OPPOSES', '2014-03-27', null))
                    as s(code, position, since, until)
                join country c on c.code = s.code join event e on e.slug = 'tally-vote';
                """);
    }

    @AfterAll
    static void remove() {
        BulkRecord.execute("delete from event where slug = 'tally-vote'; delete from topic where slug = 'tally'");
    }

    @Test
    void withoutADayTheLatestPositionCountsWhetherOrNotItHasEnded() {
        assertThat(event("tally")).isEqualTo(counts(4, 2, 1));
    }

    @Test
    void onADayThePositionsInForceCount() {
        assertThat(event("tally(on: \"2014-12-31\")")).isEqualTo(counts(5, 1, 1));
        assertThat(event("tally(on: \"2023-12-31\")")).isEqualTo(counts(4, 1, 1));
        assertThat(event("tally(on: \"2014-03-26\")")).isEqualTo(counts(0, 0, 0));
    }

    @Test
    void withoutADayMembersOnTheFirstDayOfTheirPositionCount() {
        assertThat(event("tally(bloc: \"NATO\")")).isEqualTo(counts(2, 1, 0));
        assertThat(event("tally(on: \"2024-12-31\", bloc: \"NATO\")")).isEqualTo(counts(3, 1, 0));
        assertThat(GraphqlClient.data("{ event(slug: \"tally-vote\") { stances(filter: {blocs: [\"NATO\"]}) {"
                                + " nodes { country { code } since } } } }")
                        .getList("event.stances.nodes.country.code"))
                .containsExactlyInAnyOrder("US", "FR", "NO", "NO");
    }

    @Test
    void aRegionOrSubregionRestrictsATally() {
        assertThat(event("tally(region: \"Europe\")")).isEqualTo(counts(3, 1, 1));
        assertThat(event("tally(region: \" northern europe \")")).isEqualTo(counts(1, 1, 0));
        assertThat(event("tally(region: \"Northern Europe\", bloc: \"NATO\")")).isEqualTo(counts(0, 1, 0));
        assertThat(event("tally(on: \"2014-12-31\", region: \"Asia\")")).isEqualTo(counts(0, 1, 0));
    }

    @Test
    void theTallyOfATopicIsRestrictedLikewise() {
        ResponseJson data = GraphqlClient.data(
                "{ topic(slug: \"tally\") {"
                        + " europe: tally(on: \"2014-12-31\", region: \"Europe\") { supports neutral opposes }"
                        + " nato: tally(on: \"2014-12-31\", region: \"Europe\", bloc: \"NATO\") { supports neutral opposes } } }");
        assertThat(data.getMap("topic.europe")).isEqualTo(counts(4, 0, 1));
        assertThat(data.getMap("topic.nato")).isEqualTo(counts(2, 0, 0));
    }

    private static Map<String, Integer> event(String tally) {
        return GraphqlClient.data("{ event(slug: \"tally-vote\") { " + tally + " { supports neutral opposes } } }")
                .getMap("event.tally");
    }

    private static Map<String, Integer> counts(int supports, int neutral, int opposes) {
        return Map.of("supports", supports, "neutral", neutral, "opposes", opposes);
    }
}
