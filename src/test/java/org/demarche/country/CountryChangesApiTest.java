package org.demarche.country;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.graphql.relay.GlobalId;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.demarche.support.ResponseJson;
import org.demarche.support.StatementCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demarche.support.SeenSoon.assertSeen;

/** Countries that another process writes while the service runs. */
@QuarkusTest
class CountryChangesApiTest {

    private static final String EVERYWHERE = """
            query ($id: ID!) {
              country(code: "XLIV") { name successors { name } predecessors { name } }
              node(id: $id) { ... on Country { name } }
              countries(filter: {codes: ["XLIV"]}) { nodes { name } }
              stances(filter: {countries: ["XLIV"]}) { nodes { country { name } } }
              event(slug: "livonian-meeting") { participants { country { name } } stances { nodes { country { name } } } }
              bloc(code: "LIVONIANS") { memberships { nodes { country { name } } } }
              seats: country(code: "NO") { seatPredecessors { name } }
            }
            """;

    /** Without the country in question. */
    private static final String OTHER = "{ countries { nodes { name successors { name } } } }";

    private static final String ADD = """
            insert into country (code, name, name_key, search_names, region)
            values ('XLIV', 'Livonia', 'livonia', E'Livonia\\nXLIV\\nLVN', 'Europe');
            insert into event (slug, title, title_key, kind, status, date)
            values ('livonian-meeting', 'A meeting', 'a meeting', 'MEETING', 'OCCURRED', '1910');
            insert into participation (event_id, country_id, role, ordinal)
            select e.id, c.id, 'HOST', 0 from event e, country c where e.slug = 'livonian-meeting' and c.code = 'XLIV';
            insert into stance (event_id, country_id, position, act, since, confidence)
            select e.id, c.id, 'SUPPORTS', 'MEETING', '1910', 'CONFIRMED' from event e, country c
            where e.slug = 'livonian-meeting' and c.code = 'XLIV';
            insert into bloc (code, name, kind) values ('LIVONIANS', 'Livonians', 'INFORMAL');
            insert into membership (bloc_id, country_id)
            select b.id, c.id from bloc b, country c where b.code = 'LIVONIANS' and c.code = 'XLIV';
            insert into country_succession (predecessor_id, successor_id, continues_seat)
            select p.id, s.id, true from country p, country s where p.code = 'XLIV' and s.code = 'NO'
            """;

    @BeforeEach
    void readCountries() {
        GraphqlClient.data(OTHER);
    }

    @AfterEach
    void remove() {
        BulkRecord.execute(
                "delete from event where slug = 'livonian-meeting'; delete from bloc where code = 'LIVONIANS';"
                        + " delete from country where code in ('XLIV', 'XLIW')");
    }

    @Test
    void aCountryThatIsAddedIsSeenEverywhereWithinASecond() {
        BulkRecord.execute(ADD);
        assertSoon(seen -> {
            assertThat(names(seen)).hasSize(7).containsOnly("Livonia");
            assertThat(seen.<String>getList("country.successors.name")).containsExactly("Norway");
            assertThat(seen.<String>getList("seats.seatPredecessors.name")).containsExactly("Livonia");
        });
    }

    @Test
    void aCountryThatIsRenamedIsSeenEverywhereWithinASecond() {
        BulkRecord.execute(ADD);
        assertSoon(seen -> assertThat(seen.getString("country.name")).isEqualTo("Livonia"));
        BulkRecord.execute("update country set name = 'Terra Mariana' where code = 'XLIV'");
        assertSoon(seen -> assertThat(names(seen)).hasSize(7).containsOnly("Terra Mariana"));
    }

    @Test
    void aChangeOfItsSuccessorsIsSeenWithinASecond() {
        BulkRecord.execute(ADD);
        assertSoon(seen ->
                assertThat(seen.<String>getList("country.successors.name")).containsExactly("Norway"));
        BulkRecord.execute("delete from country_succession where predecessor_id ="
                + " (select id from country where code = 'XLIV')");
        assertSoon(seen -> {
            assertThat(seen.<String>getList("country.successors")).isEmpty();
            assertThat(seen.<String>getList("seats.seatPredecessors")).isEmpty();
        });
    }

    @Test
    void aCountryThatIsRemovedIsNotFoundAfterASecond() {
        BulkRecord.execute(ADD);
        assertSoon(seen -> assertThat(seen.getString("country.name")).isEqualTo("Livonia"));
        remove();
        assertSoon(seen -> assertThat(names(seen)).isEmpty());
    }

    @Test
    void anAbbreviationOfACountryIsFoundUntilAnotherHasItToo() {
        BulkRecord.execute(ADD);
        assertSoon(seen -> assertThat(code("lvn")).isEqualTo("XLIV"));
        BulkRecord.execute("insert into country (code, name, name_key, search_names) values"
                + " ('XLIW', 'Liwonia', 'liwonia', E'Liwonia\\nLVN')");
        assertSoon(seen -> assertThat(code("LVN")).isNull());
    }

    @Test
    void countriesAreReadAgainOnlyWhenTheyHaveChanged() {
        BulkRecord.execute(ADD);
        assertSoon(seen -> assertThat(seen.getString("country.name")).isEqualTo("Livonia"));
        long reads = StatementCounter.during("from country_succession s", () -> {
            for (int i = 0; i < 20; i++) {
                GraphqlClient.data(OTHER);
            }
        });
        assertThat(reads).isZero();
    }

    private static List<String> names(ResponseJson seen) {
        return Stream.of(
                        "country.name",
                        "node.name",
                        "countries.nodes.name",
                        "stances.nodes.country.name",
                        "event.participants.country.name",
                        "event.stances.nodes.country.name",
                        "bloc.memberships.nodes.country.name")
                .<Object>map(seen::get)
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.ofNullable(value))
                .map(Object::toString)
                .toList();
    }

    private static String code(String code) {
        return GraphqlClient.data("query ($code: String!) { country(code: $code) { code } }", Map.of("code", code))
                .getString("country.code");
    }

    private static void assertSoon(Consumer<ResponseJson> expectation) {
        String id = GlobalId.of("Country", "XLIV");
        assertSeen(() -> expectation.accept(GraphqlClient.data(EVERYWHERE, Map.of("id", id))));
    }
}
