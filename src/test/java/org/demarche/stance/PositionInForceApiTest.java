package org.demarche.stance;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares positions in force on small and large topics with a plain SQL definition, also after writes. The generated
 * stances begin on, before and long after their events, end, repeat, and fall on the same day. Some countries took part in
 * the large topic long ago, and in everything else since.
 */
@QuarkusTest
class PositionInForceApiTest {

    /** The latest stance in force of each country that exists; of those that began on the same day, the one recorded last. */
    private static final String PLAIN = """
            select distinct on (s.country_id) s.id, s.since_day, s.position, s.country_id
            from stance s join event_topic et on et.event_id = s.event_id join topic t on t.id = et.topic_id
                join country c on c.id = s.country_id
            where t.slug = '%1$s' and s.since_day <= '%2$s' and s.until_day > '%2$s'
                and coalesce(first_day(c.existed_until), 'infinity') > '%2$s'
            order by s.country_id, s.since_day desc, s.id desc
            """;

    private static final String COUNTS = "supports partlySupports neutral partlyOpposes opposes absent";

    @BeforeAll
    static void makeStances() {
        remove();
        BulkRecord.execute("""
                select setseed(0.5);
                insert into topic (slug, title, title_key) values
                    ('standings-small', 'Small', 'small'), ('standings-large', 'Large', 'large'),
                    ('standings-other', 'Other', 'other'), ('standings-empty', 'Empty', 'empty');
                insert into event (slug, title, title_key, kind, status, date)
                select 'standings-' || n, 'Standings ' || n, 'standings', 'VOTE', 'OCCURRED', (date '1950-01-01' + n * 30)::text
                from generate_series(1, 400) n;
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e join topic t on t.slug = case
                    when substr(e.slug, 11)::int % 100 = 0 then 'standings-small'
                    when substr(e.slug, 11)::int % 4 = 0 then 'standings-other'
                    else 'standings-large' end
                where e.slug like 'standings-%';
                insert into stance (event_id, country_id, position, act, since, until, confidence)
                select e.id, c.id, (array['SUPPORTS', 'NEUTRAL', 'OPPOSES', 'ABSENT'])[1 + floor(random() * 4)::int],
                    'VOTE', s.since::text, case when random() < 0.3 then (s.since + floor(random() * 400)::int)::text end,
                    'CONFIRMED'
                from event e
                    join (select id, row_number() over (order by code) as place from country) c on c.place <= 60
                    join event_topic et on et.event_id = e.id join topic t on t.id = et.topic_id
                    cross join lateral (select distinct e.day + case when random() < 0.8 then 0
                        else floor(random() * 900)::int - 100 end as since from generate_series(1, 2)) s
                where e.slug like 'standings-%' and (t.slug <> 'standings-large'
                    or c.place <= 50 or substr(e.slug, 11)::int <= 12);
                analyze stance; analyze event_topic; analyze event;
                """);
    }

    @AfterAll
    static void remove() {
        BulkRecord.execute(
                "delete from event where slug like 'standings-%'; delete from topic where slug like 'standings-%'");
    }

    @ParameterizedTest
    @CsvSource({
        "standings-large, 1940-01-01",
        "standings-large, 1950-01-31",
        "standings-large, 1955-06-15",
        "standings-large, 1966-03-03",
        "standings-large, 1982-12-20",
        "standings-large, 2025-01-01",
        "standings-small, 1955-06-15",
        "standings-small, 1970-01-01",
        "standings-small, 2025-01-01",
        "standings-empty, 2025-01-01",
        "taliban-recognition, 2025-08-01"
    })
    void positionsAndTallyAreWhatAPlainStatementFinds(String topic, String day) {
        assertAsAPlainStatementFinds(topic, day);
    }

    /** Each changes what is in force in 1966, by other stances, countries, events or topics. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from stance where id in (%1$s) and country_id %% 2 = 0",
                "delete from event where id in (select event_id from stance where id in (%1$s) and country_id %% 3 = 0)",
                "update stance set until = since where id in (%1$s) and country_id %% 2 = 0",
                "update stance set since = '1980', until = null where id in (%1$s) and country_id %% 4 = 1",
                "update stance set since = '1966-03-01', until = null where id in (select min(s.id) from stance s join event e"
                        + " on e.id = s.event_id where e.slug like 'standings-%%' group by s.country_id)",
                "update stance s set country_id = (select min(c.id) from country c where not exists"
                        + " (select from stance o where o.event_id = s.event_id and o.country_id = c.id))"
                        + " where id in (select max(id) from (%1$s) x)",
                "update stance set event_id = (select id from event where slug = 'standings-400'), since = '1966-02-28'"
                        + " where id in (select max(id) from (%1$s) x)",
                "delete from event_topic where event_id in (select event_id from stance where id in (%1$s)"
                        + " and country_id %% 5 = 2)",
                "update event_topic et set topic_id = t.id from topic t where t.slug = 'standings-other'"
                        + " and et.event_id in (select event_id from stance where id in (%1$s) and country_id %% 5 = 3)"
                        + " and not exists (select from event_topic o where o.event_id = et.event_id and o.topic_id = t.id)",
                "insert into event_topic select e.id, t.id, e.day from event e, topic t where e.slug like 'standings-1_'"
                        + " and t.slug = 'standings-empty' on conflict do nothing",
                "update event set date = '1949' where slug like 'standings-1__'",
                "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id, 'NEUTRAL',"
                        + " 'VOTE', '1966-03-03', 'CONFIRMED' from country c, event e where e.slug = 'standings-200'"
                        + " on conflict do nothing"
            })
    void areSoAfterAnyWrite(String write) {
        String inForce = "select id from (" + PLAIN.formatted("standings-large", "1966-03-03") + ") plain";
        assertThat(BulkRecord.number("select count(*) from (" + inForce + ") ids"))
                .isGreaterThan(20);
        BulkRecord.execute(write.formatted(inForce));
        for (String topic : List.of("standings-large", "standings-small", "standings-other", "standings-empty")) {
            assertAsAPlainStatementFinds(topic, "1966-03-03");
            assertAsAPlainStatementFinds(topic, "1990-01-01");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"standings-small", "standings-empty", "taliban-recognition"})
    void theTimelineIsThePlainTallyOfEveryDayOfChange(String topic) {
        String plain = """
                with held as (
                    select s.id, s.country_id, s.position, s.since_day, u.until_day
                    from stance s join event_topic et on et.event_id = s.event_id join topic t on t.id = et.topic_id
                        join country c on c.id = s.country_id
                        cross join lateral (select least(s.until_day, first_day(c.existed_until)) as until_day) u
                    where t.slug = '%s' and u.until_day > s.since_day)
                select concat_ws(' ', d.day, count(*) filter (where p.position = 'SUPPORTS'),
                    count(*) filter (where p.position = 'PARTLY_SUPPORTS'), count(*) filter (where p.position = 'NEUTRAL'),
                    count(*) filter (where p.position = 'PARTLY_OPPOSES'), count(*) filter (where p.position = 'OPPOSES'),
                    count(*) filter (where p.position = 'ABSENT'))
                from (select since_day as day from held union select until_day from held where until_day < 'infinity') d
                left join lateral (
                    select distinct on (h.country_id) h.position from held h
                    where h.since_day <= d.day and h.until_day > d.day
                    order by h.country_id, h.since_day desc, h.id desc) p on true
                group by d.day order by d.day""".formatted(topic);
        assertThat(timeline(topic)).isEqualTo(BulkRecord.texts(plain));
    }

    @Test
    void theTimelineOfALargeTopicHasTheTalliesOfItsDays() {
        List<String> timeline = timeline("standings-large");
        assertThat(timeline).hasSizeGreaterThan(1000);
        for (int n = 0; n < timeline.size(); n += timeline.size() / 10) {
            String day = timeline.get(n).substring(0, 10);
            Map<String, Integer> tally = GraphqlClient.data(
                            "query ($on: Date) { topic(slug: \"standings-large\") { tally(on: $on) { %s } } }"
                                    .formatted(COUNTS),
                            Map.of("on", day))
                    .getMap("topic.tally");
            assertThat(timeline.get(n)).isEqualTo(line(day, tally));
        }
    }

    @Test
    void theTimelinesOfSeveralTopicsAreReadByOneStatement() {
        long statements = StatementCounter.during(
                "as held_before",
                () -> GraphqlClient.data(
                        "{ topics(first: 5, search: \"small or other\") { nodes { timeline { day } } } }"));
        assertThat(statements).isEqualTo(1);
    }

    private static List<String> timeline(String topic) {
        List<Map<String, Object>> days = GraphqlClient.data(
                        "query ($topic: String!) { topic(slug: $topic) { timeline { day tally { %s } } } }"
                                .formatted(COUNTS),
                        Map.of("topic", topic))
                .getList("topic.timeline");
        return days.stream()
                .map(day -> line(day.get("day"), (Map<?, ?>) day.get("tally")))
                .toList();
    }

    private static String line(Object day, Map<?, ?> tally) {
        return day + " "
                + Stream.of(COUNTS.split(" "))
                        .map(count -> tally.get(count).toString())
                        .collect(Collectors.joining(" "));
    }

    @Test
    void aCountryThatNoLongerExistsHoldsNoPositionButForTheOneThatContinuesItsSeat() {
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('standings-former', 'Former', 'former');
                insert into event (slug, title, title_key, kind, status, date)
                values ('standings-former', 'Former', 'former', 'VOTE', 'OCCURRED', '1985-06-01');
                insert into event_topic (event_id, topic_id, day) select e.id, t.id, e.day from event e, topic t
                where e.slug = 'standings-former' and t.slug = e.slug;
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, case c.code when 'US' then 'OPPOSES' else 'SUPPORTS' end, 'VOTE', '1985-06-01', 'CONFIRMED'
                from event e, country c where e.slug = 'standings-former' and c.code in ('SUHH', 'US');
                """);
        assertThat(former("1991-12-25"))
                .isEqualTo(
                        "[[SUHH, US], [SUHH], 2, {supports=1, opposes=1}, {supports=1, opposes=1}, SUPPORTS, null, SUPPORTS]");
        assertThat(former("1991-12-26"))
                .isEqualTo("[[US], [], 1, {supports=0, opposes=1}, {supports=0, opposes=1}, null, null, SUPPORTS]");
        assertThat(timeline("standings-former")).containsExactly("1985-06-01 1 0 0 0 1 0", "1991-12-26 0 0 0 0 1 0");
        assertThat(GraphqlClient.data("{ event(slug: \"standings-former\") { tally { supports opposes } } }")
                        .<String, Integer>getMap("event.tally"))
                .isEqualTo(Map.of("supports", 1, "opposes", 1));
    }

    private static String former(String day) {
        ResponseJson found = GraphqlClient.data("""
                query ($on: Date) {
                  topic(slug: "standings-former") {
                    positions(on: $on) { totalCount nodes { country { code } } }
                    support: positions(on: $on, filter: {positions: [SUPPORTS]}) { nodes { country { code } } }
                    tally(on: $on) { supports opposes }
                  }
                  event(slug: "standings-former") { tally(on: $on) { supports opposes } }
                  ussr: country(code: "SUHH") { positionOn(topic: "standings-former", on: $on) { position } }
                  russia: country(code: "RU") {
                    positionOn(topic: "standings-former", on: $on) { position }
                    ofItsSeat: positionOn(topic: "standings-former", on: $on, includePredecessors: true) { position }
                  }
                }""", Map.of("on", day));
        return Stream.of(
                        "topic.positions.nodes.country.code",
                        "topic.support.nodes.country.code",
                        "topic.positions.totalCount",
                        "topic.tally",
                        "event.tally",
                        "ussr.positionOn.position",
                        "russia.positionOn.position",
                        "russia.ofItsSeat.position")
                .map(path -> String.valueOf(found.<Object>get(path)))
                .toList()
                .toString();
    }

    /** Instances of the version before call the function of then while others are upgraded. */
    @Test
    void theFunctionOfTheVersionBeforeFindsTheSame() {
        String found = "select s.id from topic t cross join lateral standings(t.id, '1966-03-03') s(id)"
                + " where t.slug = 'standings-large'";
        String plain = "select id from (" + PLAIN.formatted("standings-large", "1966-03-03") + ") plain";
        assertThat(BulkRecord.texts(found)).containsExactlyInAnyOrderElementsOf(BulkRecord.texts(plain));
    }

    @Test
    void aStanceAndATopicThatAreAddedToAnEventAtTheSameTimeFindEachOther() throws Exception {
        BulkRecord.execute("""
                insert into topic (slug, title, title_key)
                values ('standings-before', 'Before', 'before'), ('standings-after', 'After', 'after');
                insert into event (slug, title, title_key, kind, status, date)
                values ('standings-pair', 'Pair', 'pair', 'VOTE', 'OCCURRED', '2024');
                """);
        String stance = "insert into stance (event_id, country_id, position, act, since, confidence) select e.id, c.id,"
                + " 'OPPOSES', 'VOTE', '%d', 'CONFIRMED' from event e, country c"
                + " where e.slug = 'standings-pair' and c.code = 'NR'";
        String topic = "insert into event_topic select e.id, t.id, e.day from event e, topic t"
                + " where e.slug = 'standings-pair' and t.slug = '%s'";
        assertBothAreSeen(topic.formatted("standings-before"), stance.formatted(2022), "standings-before");
        assertBothAreSeen(stance.formatted(2023), topic.formatted("standings-after"), "standings-after");
    }

    /** The second write waits for the transaction of the first one. */
    private static void assertBothAreSeen(String first, String second, String topic) throws Exception {
        try (Connection one = BulkRecord.connection();
                Statement statement = one.createStatement()) {
            one.setAutoCommit(false);
            statement.execute(first);
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> BulkRecord.execute(second));
            while (BulkRecord.number("select count(*) from pg_locks where not granted") == 0 && !other.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(other).isNotDone();
            one.commit();
            other.get(30, TimeUnit.SECONDS);
        }
        assertAsAPlainStatementFinds(topic, "2025-01-01");
        assertThat(GraphqlClient.data("{ country(code: \"NR\") { positionOn(topic: \"" + topic + "\") { position } } }")
                        .getString("country.positionOn.position"))
                .isEqualTo("OPPOSES");
    }

    @Test
    void theWorkDoesNotDependOnTheNumberOfEvents() {
        BulkRecord.execute("""
                insert into topic (slug, title, title_key)
                values ('standings-few', 'Few', 'few'), ('standings-many', 'Many', 'many');
                insert into event (slug, title, title_key, kind, status, date)
                select 'standings-flat-' || n, 'Flat', 'flat', 'VOTE', 'OCCURRED', (1000 + n)::text from generate_series(1, 600) n;
                insert into event_topic select e.id, t.id, e.day from event e, topic t where e.slug like 'standings-flat-%'
                and t.slug = case when e.day < '1006-01-01' then 'standings-few' else 'standings-many' end;
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, 'SUPPORTS', 'VOTE', e.date, 'CONFIRMED'
                from event e, (select id from country order by id limit 40) c where e.slug like 'standings-flat-%';
                """);
        long few = blocks("standings-few");
        long many = blocks("standings-many");
        assertThat(few).isPositive();
        assertThat(many).isLessThan(2 * few);
    }

    /** The blocks that PostgreSQL visits, once it has planned everything. */
    private static long blocks(String topic) {
        String query =
                "{ topic(slug: \"%s\") { positions(first: 10) { totalCount } tally { total } } }".formatted(topic);
        String blocks = "select sum(shared_blks_hit + shared_blks_read) from pg_stat_statements"
                + " where toplevel and query like '%positions_in_force%'";
        GraphqlClient.data(query);
        long before = BulkRecord.number(blocks);
        // Another text, as the answer to the first one is cached.
        GraphqlClient.data(query + " ");
        return BulkRecord.number(blocks) - before;
    }

    private static void assertAsAPlainStatementFinds(String topic, String day) {
        String plain = PLAIN.formatted(topic, day);
        ResponseJson found = GraphqlClient.data("""
                query ($topic: String!, $on: Date) { topic(slug: $topic) {
                  positions(on: $on, first: 100) { totalCount nodes { country { code } } }
                  opposed: positions(on: $on, first: 100, filter: {positions: [OPPOSES]}) { totalCount }
                  tally(on: $on) { supports neutral opposes absent }
                  nato: tally(on: $on, bloc: "NATO") { supports neutral opposes absent }
                } }""", Map.of("topic", topic, "on", day));
        found = found.at("data.topic");
        List<String> expected = BulkRecord.texts("select c.code from (" + plain
                + ") s join country c on c.id = s.country_id order by s.since_day, s.id limit 100");
        assertThat(found.getList("positions.nodes.country.code", String.class)).isEqualTo(expected);
        assertThat(found.getLong("positions.totalCount"))
                .isEqualTo(BulkRecord.number("select count(*) from (" + plain + ") s"));
        for (String position : List.of("SUPPORTS", "NEUTRAL", "OPPOSES", "ABSENT")) {
            String counted = "select count(*) from (" + plain + ") s where position = '" + position + "'";
            assertThat(found.getLong("tally." + position.toLowerCase()))
                    .as(position)
                    .isEqualTo(BulkRecord.number(counted));
            assertThat(found.getLong("nato." + position.toLowerCase()))
                    .as("NATO " + position)
                    .isEqualTo(BulkRecord.number(counted + " and country_id in (select m.country_id from membership m"
                            + " join bloc b on b.id = m.bloc_id where b.code = 'NATO' and m.from_day <= '" + day
                            + "' and m.until_day > '" + day + "')"));
        }
        assertThat(found.getLong("opposed.totalCount")).isEqualTo(found.getLong("tally.opposes"));
    }

    @Test
    void aCountrysPositionOnTheLargeTopicIsItsOwnInTheList() {
        ResponseJson found = GraphqlClient.data("""
                { countries(first: 100, orderBy: CODE_ASC) { nodes { code
                    positionOn(topic: "standings-large", on: "1966-03-03") { id } } }
                  topic(slug: "standings-large") { positions(on: "1966-03-03", first: 100) {
                    nodes { id country { code } } } } }""");
        Map<String, String> byCountry = new java.util.HashMap<>();
        found.<Map<String, Object>>getList("topic.positions.nodes")
                .forEach(stance -> byCountry.put(
                        (String) ((Map<?, ?>) stance.get("country")).get("code"), (String) stance.get("id")));
        assertThat(byCountry).hasSizeGreaterThan(40);
        found.<Map<String, Object>>getList("countries.nodes").forEach(country -> {
            Map<?, ?> position = (Map<?, ?>) country.get("positionOn");
            assertThat(position == null ? null : position.get("id"))
                    .as((String) country.get("code"))
                    .isEqualTo(byCountry.get(country.get("code")));
        });
    }
}
