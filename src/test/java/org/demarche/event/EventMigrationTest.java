package org.demarche.event;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.demarche.database.embedded.EmbeddedDatabase;
import org.demarche.support.DataFolder;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A database of an earlier version gets the symbols and margins of its events. */
class EventMigrationTest {

    private static final String EARLIER = "20";
    private static final String LATER = "23";

    /** One and two state the same symbol; three has a better one than before, four none. */
    private static final String ROWS = """
            insert into country (code, name, name_key, search_names) select c, c, c, c from unnest(array['FR', 'NO', 'SE']) c;
            insert into event (slug, title, title_key, kind, status, date)
            select slug, slug, slug, 'VOTE', 'OCCURRED', '2000' from unnest(array['one', 'two', 'three', 'four']) slug;
            insert into un_vote (event_id, publication, number, body, symbol)
            select e.id, v.publication, v.number, 'GENERAL_ASSEMBLY', v.symbol
            from (values ('one', 'ACADEMIC', '1', 'A/RES/55/33 B'), ('one', 'LIBRARY', '1', 'A/RES/55/33 C'),
                ('two', 'ACADEMIC', '2', 'A/RES/55/33 C'), ('three', 'UNXML', '3', 'A/RES/55/40'),
                ('three', 'ACADEMIC', '3', 'A/RES/55/41'), ('four', 'ACADEMIC', '4', null))
                as v(slug, publication, number, symbol) join event e on e.slug = v.slug;
            insert into event_alias (scheme, value, event_id)
            select 'symbol', a.value, e.id from (values ('A/RES/55/33 C', 'one'), ('A/RES/55/33 B', 'one'),
                ('A/RES/55/40', 'three'), ('A/RES/55/41', 'three')) as a(value, slug) join event e on e.slug = a.slug;
            insert into stance (event_id, country_id, position, act, since, until, confidence)
            select e.id, c.id, s.position, 'VOTE', s.since, s.until, 'CONFIRMED'
            from (values ('one', 'FR', 'SUPPORTS', '2000', null), ('one', 'NO', 'PARTLY_SUPPORTS', '2000', '2001'),
                ('one', 'SE', 'SUPPORTS', '2000', '2001'), ('one', 'SE', 'OPPOSES', '2001', null),
                ('two', 'FR', 'NEUTRAL', '2000', null), ('three', 'FR', 'ABSENT', '2000', null))
                as s(slug, code, position, since, until)
            join event e on e.slug = s.slug join country c on c.code = s.code;
            """;

    @TempDir
    Path folder;

    @Test
    void eventsHaveTheirSymbolsAndMargins() throws IOException, SQLException {
        try (EmbeddedDatabase database = DataFolder.EMPTY.start(folder.resolve("data"));
                Connection connection = DriverManager.getConnection(
                        "jdbc:" + database.reactiveUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            migrate(database, EARLIER);
            statement.execute(ROWS);
            statement.execute("delete from event_change");
            migrate(database, LATER);
            assertThat(texts(statement, "select concat_ws(' ', slug, symbol, margin) from event order by id"))
                    .containsExactly("one A/RES/55/33 C 1", "two 0", "three A/RES/55/40", "four");
            assertThat(texts(statement, "select event_id::text from event_change"))
                    .as("what alignment reads anew")
                    .isEmpty();
        }
    }

    private static void migrate(EmbeddedDatabase database, String version) {
        Flyway.configure()
                .dataSource("jdbc:" + database.reactiveUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }
}
