package org.demarche.stance;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stances by their evidence and by when they were recorded. There are a few, and many: more than 5,000 with the same
 * publisher, recorded in the same hour, which are read on another way.
 */
@QuarkusTest
class StanceFiltersApiTest {

    private static final int MANY = 26 * 200;

    /** The conditions of the few and of the many. */
    private static final String SPAN = "{ from: \"1990-01-01T00:00:00Z\", to: \"1990-01-01T01:00:00Z\" }";

    @BeforeAll
    static void record() {
        forget();
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) values ('evidence', 'Evidence', 'evidence');
                insert into event (slug, title, title_key, kind, status, date)
                select 'evidence-' || n, 'Evidence ' || n, 'evidence ' || n, 'VOTE', 'OCCURRED', '1899'
                from generate_series(0, 26) n;
                insert into event_topic (event_id, topic_id, day)
                select e.id, t.id, e.day from event e, topic t where e.slug like 'evidence-%%' and t.slug = 'evidence';
                insert into source (title, publisher) values
                    ('Evidence few', 'Few Press'), ('Evidence few again', 'Few Press'), ('Evidence many', 'Many Press');

                insert into stance (event_id, country_id, position, act, since, until, summary, quote, speaker, confidence,
                                    recorded_at, revised_at)
                select e.id, c.id, 'SUPPORTS', w.act, w.since, w.until, w.summary, w.quote, w.speaker, w.confidence,
                       w.recorded_at::timestamptz, w.revised_at::timestamptz
                from event e, country c, (values
                    ('FR', 'STATEMENT', '1899-01', '1899-05', 'Paris welcomes the armistice', null, null, 'REPORTED',
                     '1980-01-01T00:00:00Z', '1980-01-03T00:00:00Z'),
                    ('IN', 'STATEMENT', '1899-02', null, null, 'We shall not recognise it', 'Ana Ng', 'DISPUTED',
                     '1980-01-01T00:00:00.000001Z', '1980-01-02T00:00:00Z'),
                    ('PK', 'VOTE', '1898', null, null, null, null, 'CONFIRMED',
                     '1980-01-02T00:00:00Z', '1980-01-04T00:00:00Z')
                ) w(code, act, since, until, summary, quote, speaker, confidence, recorded_at, revised_at)
                where e.slug = 'evidence-0' and c.code = w.code order by c.code;
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, so.id from stance s join event e on e.id = s.event_id, source so
                where e.slug = 'evidence-0' and so.publisher = 'Few Press';

                insert into stance (event_id, country_id, position, act, since, confidence, recorded_at, revised_at)
                select e.id, c.id, 'OPPOSES', 'VOTE', '1899-03', 'CONFIRMED',
                       timestamptz '1990-01-01T00:00:00Z' + interval '1 ms' * (c.id %% 50),
                       timestamptz '1990-01-01T00:00:00Z' + interval '1 ms' * (c.id %% 50)
                from event e, (select id from country order by code limit 200) c
                where e.slug like 'evidence-%%' and e.slug <> 'evidence-0';
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, 0 from stance s join event e on e.id = s.event_id, source so
                where e.slug like 'evidence-%%' and e.slug <> 'evidence-0' and so.publisher = 'Many Press';
                """.formatted());
    }

    @AfterAll
    static void forget() {
        BulkRecord.execute("""
                delete from event where slug like 'evidence-%';
                delete from topic where slug = 'evidence';
                delete from source where title like 'Evidence %'
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "confidences: [REPORTED] | FR",
                "confidences: [REPORTED, DISPUTED] | IN FR",
                "confidences: [REPORTED, CONFIRMED] | FR PK",
                "confidences: [] | ''",
                "publishers: [\"Few Press\"] | IN FR PK",
                "publishers: [\" few PRESS\", \"Nobody\"] | IN FR PK",
                "publishers: [\"Many Press\"] | ''",
                "publishers: [\"Press\"] | ''",
                "publishers: [] | ''",
                "search: \"armistice\" | FR",
                "search: \"recognises\" | IN",
                "search: \"ana\" | IN",
                "search: \"\\\"shall not recognise\\\"\" | IN",
                "search: \"paris or ng\" | IN FR",
                "search: \"ng -recognise\" | ''",
                "search: \"\" | ''",
                "recorded: { from: \"1980-01-01T00:00:00Z\", to: \"1980-01-02T00:00:00Z\" } | IN FR",
                "recorded: { from: \"1980-01-01T00:00:00.0000001Z\", to: \"1980-01-03T00:00:00Z\" } | IN PK",
                "recorded: { from: \"1980-01-01T01:00:00+01:00\", to: \"1980-01-01T00:00:00.000001Z\" } | FR",
                "recorded: { to: \"1980-01-01T00:00:00Z\" } | ''",
                "revised: { from: \"1980-01-02T00:00:00Z\", to: \"1980-01-04T00:00:00Z\" } | IN FR",
                "revised: { to: \"1980-01-03T00:00:00Z\" } | IN",
                "recorded: {}, revised: {} | IN FR PK",
                "regions: [\"southern asia\"] | IN PK",
                "regions: [\"Europe\", \" Southern Asia \"] | IN FR PK",
                "regions: [\"Atlantis\"] | ''",
                "regions: [\"Asia\"], confidences: [DISPUTED], publishers: [\"Few Press\"], search: \"recognise\" | IN",
            })
    void aFilterLeavesWhatMeetsIt(String filter, String codes) {
        String all = "events: [\"evidence-0\"], ";
        assertThat(codes("{ stances(filter: { %s }) %%s }".formatted(all + filter), "stances"))
                .isEqualTo(codes);
        assertThat(codes(
                        "{ event(slug: \"evidence-0\") { stances(filter: { %s }) %%s } }".formatted(filter),
                        "event.stances"))
                .isEqualTo(codes);
        for (String code : List.of("FR", "IN", "PK")) {
            String country = "{ country(code: \"%s\") { stances(filter: { %s }) %%s } }".formatted(code, all + filter);
            assertThat(codes(country, "country.stances")).isEqualTo(codes.contains(code) ? code : "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REVISED_ASC | IN FR PK",
                "REVISED_DESC | PK FR IN",
                "SINCE_ASC | PK FR IN",
                "COUNTRY_ASC | FR IN PK"
            })
    void aFewAreSortedByEachOrder(String order, String codes) {
        for (String filter : List.of(
                "events: [\"evidence-0\"]",
                "publishers: [\"Few Press\"]",
                "topics: [\"evidence\"], revised: { to: \"1981-01-01T00:00:00Z\" }")) {
            assertThat(codes("{ stances(orderBy: %s, filter: { %s }) %%s }".formatted(order, filter), "stances"))
                    .as(filter)
                    .isEqualTo(codes);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SINCE_DESC, 's.since_day desc, s.id desc'",
        "SINCE_ASC, 's.since_day, s.id'",
        "REVISED_DESC, 's.revised_at desc, s.id desc'",
        "REVISED_ASC, 's.revised_at, s.id'",
        "COUNTRY_ASC, 'c.name_key, s.id'"
    })
    void manyAreSortedByEachOrder(String order, String sql) {
        List<String> expected = BulkRecord.texts("""
                select e.slug || ' ' || c.code from stance s join event e on e.id = s.event_id
                join country c on c.id = s.country_id
                where s.recorded_at >= timestamptz '1990-01-01T00:00:00Z' and s.recorded_at < timestamptz '1990-01-01T01:00:00Z'
                order by %s limit 250
                """.formatted(sql));
        for (String filter : List.of(
                "publishers: [\"many press\"]",
                "recorded: " + SPAN,
                "revised: " + SPAN,
                "topics: [\"evidence\"], positions: [OPPOSES]",
                "recorded: " + SPAN + ", publishers: [\"Many Press\"], revised: " + SPAN)) {
            ResponseJson data = GraphqlClient.data(
                    "{ stances(first: 250, orderBy: %s, filter: { %s }) { totalCount nodes { event { slug } country { code } } } }"
                            .formatted(order, filter));
            List<Map<String, Map<String, String>>> nodes = data.getList("stances.nodes");
            assertThat(nodes.stream()
                            .map(stance -> stance.get("event").get("slug") + " "
                                    + stance.get("country").get("code")))
                    .as(filter)
                    .containsExactlyElementsOf(expected);
            assertThat(data.getInt("stances.totalCount")).as(filter).isEqualTo(MANY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SINCE", "REVISED", "COUNTRY"})
    void aCursorOfManyLeadsOn(String order) {
        String page = "query ($after: String) { stances(first: 250, after: $after, orderBy: " + order
                + "_DESC, filter: { publishers: [\"Many Press\"] }) { edges { cursor } nodes { id } } }";
        List<String> cursors = GraphqlClient.data(page).getList("stances.edges.cursor");
        List<String> ids = GraphqlClient.data(page).getList("stances.nodes.id");
        ResponseJson next = GraphqlClient.data(page, Map.of("after", cursors.get(99)));
        assertThat(next.<String>getList("stances.nodes.id"))
                .startsWith(ids.subList(100, 250).toArray(String[]::new));
    }

    @Test
    void sinceAndUntilAreGivenAsDaysToo() {
        ResponseJson data = GraphqlClient.data(
                "{ event(slug: \"evidence-0\") { stances(orderBy: COUNTRY_ASC) { nodes { since sinceDay until untilDay } } } }");
        assertThat(data.<Object>getList("event.stances.nodes.sinceDay"))
                .containsExactly("1899-01-01", "1899-02-01", "1898-01-01");
        assertThat(data.<Object>getList("event.stances.nodes.untilDay")).containsExactly("1899-05-01", null, null);
    }

    private static String codes(String query, String list) {
        ResponseJson data = GraphqlClient.data(query.formatted("{ totalCount nodes { country { code } } }"));
        List<String> codes = data.getList(list + ".nodes.country.code");
        assertThat(data.getInt(list + ".totalCount")).isEqualTo(codes.size());
        return String.join(" ", codes);
    }
}
