package org.demarche.exporting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.WriteBatch;
import org.demarche.importing.record.RecordFile;
import org.demarche.importing.record.RecordLoader;
import org.demarche.support.BulkRecord;
import org.demarche.support.Heavy;
import org.demarche.support.RecordContents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A record that was exported and imported into an empty database makes the same rows, but for keys and times. */
@QuarkusTest
class RecordRoundTripApiTest {

    @Inject
    WriteTransaction transaction;

    @Inject
    RecordLoader loader;

    @BeforeEach
    void recordWhatIsHardToWrite() {
        BulkRecord.load();
        BulkRecord.execute("""
                insert into source (title, publisher, url, attribution, released_on) values
                    ('round trip: a table', 'United Nations', 'https://trip.example/?a=1#b', 'UN, "as is"', '2026-01');
                insert into event_source (event_id, source_id, ordinal)
                select e.id, so.id, 1 from event e, source so where e.slug like 'bulk-%' and so.title = 'round trip: a table'
                on conflict do nothing;
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, 1 from stance s join event e on e.id = s.event_id, source so
                where e.slug like 'bulk-%' and so.title = 'round trip: a table' on conflict do nothing;
                update event set summary = concat_ws(chr(10), 'NO', '# not a comment: "quoted" ''twice'' 🇳🇴 {a: [b]}',
                        'a' || chr(133) || chr(8232) || chr(92) || 'b', '', '  - x'),
                    status = 'ONGOING', end_date = '1901' where slug = 'bulk-1';
                update event set symbol = 'A/RES/68/999' where slug = 'bulk-1';
                update event set title = '2014-03-27', title_key = '2014-03-27' where slug = 'bulk-2';
                insert into event_link (cause_id, effect_id) select c.id, e.id from event c, event e
                where c.slug = 'bulk-1' and e.slug = 'bulk-2';
                insert into event_alias (scheme, value, event_id) select 'slug', 'round-trip-former', id from event
                where slug = 'bulk-3';
                insert into event_alias (scheme, value, event_id) select 'academic', '99', id from event where slug = 'bulk-3';
                insert into un_vote (event_id, publication, number, body, session, date, symbol, written_symbol, kind, title,
                    without_vote, source_id)
                select e.id, 'ACADEMIC', '99', 'GENERAL_ASSEMBLY', 68, '1900', 'A/RES/68/262', 'R/68/262', 'MAIN', 'NO', true,
                    so.id from event e, source so where e.slug = 'bulk-3' and so.title = 'round trip: a table';
                update event set global_name = 'round-trip-renamed' where slug = 'bulk-5';
                update event set global_name = 'bulk-5' where slug = 'bulk-6';
                update stance s set since = '1900-11' from event e where e.id = s.event_id and e.slug in ('bulk-4', 'bulk-7');
                insert into stance (event_id, country_id, position, act, since, confidence)
                select s.event_id, s.country_id, 'OPPOSES', 'VOTE', split_part(s.global_name, '/', 2), 'CONFIRMED'
                from stance s join event e on e.id = s.event_id where e.slug = 'bulk-7';
                insert into stance_source (stance_id, source_id, ordinal)
                select s.id, so.id, 0 from stance s join event e on e.id = s.event_id, source so
                where e.slug = 'bulk-7' and s.global_name ~ '/2$' and so.title = 'round trip: a table';
                update event set title_key = replace(lower(title), '-', ' ') where slug like 'bulk-%';
                delete from event e where not exists (select from event_source where event_id = e.id);
                delete from stance s where not exists (select from stance_source where stance_id = s.id);
                update stance s set summary = 'on', quote = '=1+1', speaker = '~', until = '1901-02'
                from event e where e.id = s.event_id and e.slug = 'bulk-4';
                """);
    }

    @AfterEach
    void removeIt() {
        BulkRecord.execute("""
                delete from event where slug like 'bulk-%';
                delete from source where title = 'round trip: a table';
                """);
    }

    @Test
    void everythingComesBackFromTheExportOfEvents() throws Throwable {
        String record = RestAssured.get("/export/events.yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<Object> lists = contents("'before'", record);
        assertThat(lists).hasSize(2);
        Map<?, ?> before = (Map<?, ?>) lists.get(0);
        Map<?, ?> after = (Map<?, ?>) lists.get(1);
        RecordContents.TABLES.keySet().forEach(table -> {
            assertThat((List<?>) before.get(table)).as(table).isNotEmpty();
            assertThat((List<?>) after.get(table)).as(table).isEqualTo(before.get(table));
        });
    }

    /** An import into the database that it comes from. */
    @Heavy
    @Test
    void anExportChangesNothingWhereItComesFrom() throws Throwable {
        for (String part : List.of("events.yaml", "stances.yaml?event=bulk-2,bulk-4")) {
            String record = RestAssured.get("/export/" + part)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            String report = VertxContextSupport.subscribeAndAwait(() -> transaction.bulkDryRun(
                            ChangeAuthor.named("test"),
                            "import",
                            batch -> loader.load(batch, List.of(RecordFile.of(part, record)))))
                    .toString();
            assertThat(report).as(part).startsWith("0 recorded, 0 revised, ");
        }
    }

    /** What a part refers to comes along, and nothing else. */
    @Test
    void aPartIsARecordOfItsOwn() throws Throwable {
        String record = RestAssured.get("/export/stances.yaml?event=bulk-2&country=" + aCountryOn("bulk-2"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Map<?, ?> after = (Map<?, ?>) contents("'part'", record).get(1);
        assertThat((List<?>) after.get("stance")).hasSize(1);
        assertThat((List<?>) after.get("event"))
                .as("with the event that led to it")
                .hasSize(2);
        assertThat((List<?>) after.get("topic")).hasSize(1);
        assertThat((List<?>) after.get("source")).hasSizeBetween(2, 3);
        assertThat((List<?>) after.get("bloc")).isEmpty();
    }

    private static String aCountryOn(String event) {
        return BulkRecord.texts("select c.code from stance s join event e on e.id = s.event_id join country c on c.id ="
                        + " s.country_id where e.slug = '" + event + "' order by c.code limit 1")
                .get(0);
    }

    /** What the tables contain before, and after the record has been loaded into empty ones. Rolled back. */
    private List<Object> contents(String name, String record) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> transaction.bulkDryRun(
                ChangeAuthor.named("test"), "import", batch -> contents(batch).chain(before -> empty(batch)
                        .chain(() -> loader.load(batch, List.of(RecordFile.of(name, record))))
                        .chain(() -> contents(batch))
                        .map(after -> List.of(before, after)))));
    }

    private static Uni<Void> empty(WriteBatch batch) {
        return Multi.createFrom()
                .items("event", "bloc", "source", "topic", "country")
                .onItem()
                .transformToUniAndConcatenate(table -> batch.update(Sql.of("delete from " + table)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Object> contents(WriteBatch batch) {
        Map<String, Object> found = new LinkedHashMap<>();
        return Multi.createFrom()
                .iterable(RecordContents.TABLES.entrySet())
                .onItem()
                .transformToUniAndConcatenate(table -> batch.list(Sql.of(table.getValue()), row -> row.getString(0))
                        .invoke(rows -> found.put(table.getKey(), rows)))
                .collect()
                .last()
                .replaceWith(found);
    }
}
