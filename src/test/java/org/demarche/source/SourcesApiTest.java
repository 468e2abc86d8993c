package org.demarche.source;

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

import static org.assertj.core.api.Assertions.assertThat;

/** Where statements can be checked, and what cites it. */
@QuarkusTest
class SourcesApiTest {

    private static final String LIST = """
            query ($search: String, $publisher: String) {
              sources(search: $search, publisher: $publisher, first: 250) { totalCount nodes { title } }
            }
            """;

    @BeforeAll
    static void record() {
        BulkRecord.load();
        BulkRecord.execute("""
                insert into source (title, publisher, author, published_on) values
                    ('Evidence old', 'The Evidence Times', 'Ana Ng', '1890'),
                    ('Evidence new', 'The Evidence Times', null, '1890-02'),
                    ('Evidence newest', 'Evidence Gazette', 'Ana Ng', '1890-02-28'),
                    ('Evidence undated', 'Evidence Gazette', 'Bo Li', null),
                    ('Evidence of nobody', null, null, null);
                insert into source (title, released_on) values ('Evidence released', '1890-02-03');
                insert into event_source (event_id, source_id, ordinal)
                select e.id, so.id, 1 from event e, source so
                where e.slug in ('bulk-1', 'bulk-2', 'bulk-12') and so.title = 'Evidence old';
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, 1 from stance s join event e on e.id = s.event_id, source so
                where e.slug in ('bulk-1', 'bulk-12') and so.title = 'Evidence old';
                """);
    }

    @AfterAll
    static void forget() {
        BulkRecord.execute("""
                delete from stance_source where source_id in (select id from source where title like 'Evidence%');
                delete from event_source where source_id in (select id from source where title like 'Evidence%');
                delete from source where title like 'Evidence%'
                """);
    }

    @Test
    void theNewestComeFirstAndThoseWithoutADateLast() {
        assertThat(titles(Map.of("search", "evidence")))
                .containsExactly(
                        "Evidence newest",
                        "Evidence released",
                        "Evidence new",
                        "Evidence old",
                        "Evidence of nobody",
                        "Evidence undated");
    }

    @ParameterizedTest
    @CsvSource({
        "evidence times, Evidence new; Evidence old",
        "ÁNA ng, Evidence newest; Evidence old",
        "evidence -gazette -times, Evidence released; Evidence of nobody",
        "'\"evidence times\"', Evidence new; Evidence old",
        "'\"times evidence\"', ''",
        "'', ''"
    })
    void wordsOfTitleAuthorAndPublisherAreFound(String search, String titles) {
        assertThat(String.join("; ", titles(Map.of("search", search)))).isEqualTo(titles);
    }

    @ParameterizedTest
    @CsvSource({
        "The Evidence Times, Evidence new; Evidence old",
        "' the evidence TIMES ', Evidence new; Evidence old",
        "Evidence Times, ''",
        "'', ''",
        "%, ''"
    })
    void aPublisherIsFoundByItsWholeName(String publisher, String titles) {
        assertThat(String.join("; ", titles(Map.of("publisher", publisher)))).isEqualTo(titles);
    }

    @Test
    void bothConditionsHold() {
        assertThat(titles(Map.of("publisher", "Evidence Gazette", "search", "ana")))
                .containsExactly("Evidence newest");
    }

    @Test
    void aSourceKnowsWhatCitesItTheNewestFirst() {
        ResponseJson data = GraphqlClient.data("""
                { sources(search: "evidence", publisher: "The Evidence Times") { nodes {
                    events { totalCount nodes { slug } }
                    last: events(last: 1) { nodes { slug } pageInfo { hasPreviousPage } }
                    stances(first: 3) { totalCount nodes { event { slug } country { code } } pageInfo { hasNextPage } }
                } } }
                """);
        String cited = "sources.nodes[1].";
        // Of March, February and January 1900.
        assertThat(data.getList(cited + "events.nodes.slug")).containsExactly("bulk-2", "bulk-1", "bulk-12");
        assertThat(data.getInt(cited + "events.totalCount")).isEqualTo(3);
        assertThat(data.getList(cited + "last.nodes.slug")).containsExactly("bulk-12");
        assertThat(data.getBoolean(cited + "last.pageInfo.hasPreviousPage")).isTrue();
        assertThat(data.getInt(cited + "stances.totalCount")).isEqualTo(2 * BulkRecord.STANCES_OF_EACH);
        assertThat(data.getBoolean(cited + "stances.pageInfo.hasNextPage")).isTrue();
        assertThat(data.<Map<String, Map<String, String>>>getList(cited + "stances.nodes").stream()
                        .map(stance -> stance.get("event").get("slug") + " "
                                + stance.get("country").get("code")))
                .containsExactlyElementsOf(BulkRecord.texts("""
                        select e.slug || ' ' || c.code from stance s join event e on e.id = s.event_id
                        join country c on c.id = s.country_id where e.slug in ('bulk-1', 'bulk-12')
                        order by s.since_day desc, s.id desc limit 3
                        """));
        assertThat(data.getList("sources.nodes[0].events.nodes")).isEmpty();
        assertThat(data.getInt("sources.nodes[0].stances.totalCount")).isZero();
    }

    private static List<String> titles(Map<String, ?> variables) {
        ResponseJson data = GraphqlClient.data(LIST, variables);
        List<String> titles = data.getList("sources.nodes.title");
        assertThat(data.getInt("sources.totalCount")).isEqualTo(titles.size());
        return titles;
    }
}
