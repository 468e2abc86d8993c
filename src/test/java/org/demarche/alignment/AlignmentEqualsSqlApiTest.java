package org.demarche.alignment;

import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.alignment.AlignmentBySql.Filter;
import org.demarche.support.BulkRecord;
import org.demarche.support.Heavy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers equal those of plain SQL, for about ten thousand generated stances of all kinds. */
@QuarkusTest
class AlignmentEqualsSqlApiTest {

    @BeforeAll
    static void manyStances() {
        forget();
        // Derived from the hash of each number: positions of all kinds. Some countries have two or three stances on an
        // event, in any order, some on the same day. All countries agree on every seventh event.
        BulkRecord.execute("""
                insert into topic (slug, title, title_key) select 'made-up-' || n, 'Made up', 'made up' from generate_series(0, 4) n;
                insert into event (slug, title, title_key, kind, status, date)
                select 'made-up-' || n, 'Made up', 'made up', (array['VOTE', 'SANCTION', 'TREATY'])[1 + n % 3], 'OCCURRED',
                       (1950 + n % 40)::text from generate_series(1, 190) n;
                insert into event_topic select e.id, t.id, e.day from event e, topic t
                where e.slug like 'made-up-%' and t.slug like 'made-up-%' and hashint8(e.id * 31 + t.id) % 3 = 0;
                insert into stance (event_id, country_id, position, act, since, confidence)
                select e.id, c.id, (array['SUPPORTS', 'PARTLY_SUPPORTS', 'NEUTRAL', 'PARTLY_OPPOSES', 'OPPOSES', 'ABSENT'])
                           [1 + case when e.id % 7 = 0 then e.id % 5 else abs(hashint8(e.id * 1009 + c.id * 7 + n)) % 6 end],
                       'VOTE', (1950 + abs(hashint8(c.id * 13 + e.id + n * 5)) % 9)::text, 'CONFIRMED'
                from event e, (select id from country where code in ('SUHH', 'RU', 'XFRG', 'YUCS', 'CSXX', 'RS', 'XYAR')
                    union (select id from country order by code limit 90 offset 20)) c, generate_series(1, 3) n
                where e.slug like 'made-up-%' and abs(hashint8(e.id * 77 + c.id * 3 + n)) % (n * n * 2) = 0
                on conflict do nothing;
                insert into bloc (code, name, kind) values ('MADE-UP', 'Made up', 'INFORMAL');
                insert into membership (bloc_id, country_id) select b.id, c.id from bloc b,
                    (select id from country order by code limit 40 offset 25) c where b.code = 'MADE-UP';
                analyze;
                """);
    }

    @AfterAll
    static void forget() {
        BulkRecord.execute(
                "delete from event where slug like 'made-up-%'; delete from topic where slug like 'made-up-%';"
                        + " delete from bloc where code = 'MADE-UP'");
    }

    static Stream<Filter> filters() {
        return Stream.of(
                Filter.ALL,
                Filter.topic("made-up-2").withMinimum(12).contestedOnly().withPredecessors());
    }

    static Stream<Filter> allFilters() {
        Filter kinds = new Filter("kinds: [VOTE, TREATY]", "e.kind in ('VOTE', 'TREATY')", false, 1, false);
        return Stream.of(
                        Filter.ALL,
                        Filter.topic("made-up-1"),
                        Filter.dates("1955-01-01", "1970-12-31"),
                        kinds,
                        Filter.topic("made-up-2").withMinimum(12))
                .flatMap(filter -> Stream.of(
                        filter, filter.contestedOnly(), filter.contestedOnly().withPredecessors()));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theNumbersEqualThoseOfPlainSql(Filter filter) {
        assertEqualsSql(filter);
    }

    @Heavy
    @ParameterizedTest
    @MethodSource("allFilters")
    void theNumbersEqualThoseOfPlainSqlWithEveryFilter(Filter filter) {
        assertEqualsSql(filter);
    }

    private static void assertEqualsSql(Filter filter) {
        // None of the filters is so strict that these have nothing in common.
        assertThat(AlignmentBySql.assertComparisons("RU", "RS", filter)).isPositive();
        assertThat(AlignmentBySql.assertComparisons("DE", "BR", filter)).isPositive();

        List<String> countries = List.of("BR", "CN", "DE", "RU", "RS");
        assertThat(countries.stream()
                        .mapToInt(code -> AlignmentBySql.assertCountry(code, filter))
                        .sum())
                .isGreaterThan(60);
        assertThat(AlignmentBySql.assertCohesion("MADE-UP", filter)).isBetween(0.4, 0.9);
        AlignmentBySql.assertCohesion("NATO", filter);
    }
}
