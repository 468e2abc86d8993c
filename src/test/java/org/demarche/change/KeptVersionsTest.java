package org.demarche.change;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database keeps of whatever writes to it, in a database that was upgraded with rows in it. */
@TestInstance(Lifecycle.PER_CLASS)
class KeptVersionsTest {

    private static final String BEFORE = "28";

    private static final String ROWS = """
            insert into country (code, name, name_key, search_names) select c, c, c, c from unnest(array['FR', 'NO', 'SE']) c;
            insert into topic (slug, title, title_key) values ('old', 'Old', 'old');
            insert into bloc (code, name, kind) values ('OLD', 'Old', 'ALLIANCE');
            insert into source (title) values ('one'), ('two');
            insert into event (slug, title, title_key, kind, status, date)
            select slug, slug, slug, 'VOTE', 'OCCURRED', '2000' from unnest(array['cause', 'effect']) slug;
            insert into stance (event_id, country_id, position, act, since, confidence)
            select e.id, c.id, 'SUPPORTS', 'VOTE', '2000', 'CONFIRMED' from event e, country c;
            insert into stance_source (stance_id, source_id, ordinal) select id, 1, 0 from stance;
            insert into event_source (event_id, source_id, ordinal) select id, 1, 0 from event;
            insert into event_topic (event_id, topic_id, day) select e.id, t.id, e.day from event e, topic t;
            insert into participation (event_id, country_id, role, ordinal) select id, 1, 'HOST', 0 from event;
            insert into event_link (cause_id, effect_id) values (1, 2);
            insert into membership (bloc_id, country_id) values (1, 1);
            insert into country_succession (predecessor_id, successor_id) values (1, 2);
            """;

    private EmbeddedDatabase database;
    private Connection connection;
    private Statement statement;

    /** The latest number of a set before the test, also of one that was rolled back. */
    private long earlier;

    @BeforeAll
    void upgrade(@TempDir Path folder) throws IOException, SQLException {
        database = DataFolder.EMPTY.start(folder.resolve("data"));
        migrate(database, BEFORE);
        connection = connect();
        statement = connection.createStatement();
        statement.execute(ROWS);
        migrate(database, "latest");
    }

    @AfterAll
    void close() throws IOException, SQLException {
        connection.close();
        database.close();
    }

    @BeforeEach
    void lookBack() throws SQLException {
        earlier = Long.parseLong(
                texts("select coalesce(pg_sequence_last_value(pg_get_serial_sequence('change_set', 'id')), 0)")
                        .get(0));
    }

    @Test
    void whatWasRecordedBeforeIsTheFirstChangeSet() throws SQLException {
        assertThat(texts("select concat_ws(' ', position, change_set, changed_by) from change_commit"
                        + " join change_set s on s.id = change_set where s.id = 0"))
                .containsExactly("0 0 upgrade");
        assertThat(texts("select distinct changed_in from topic where slug = 'old'"))
                .containsExactly("0");
    }

    @Test
    void aNewDatabaseBeginsWithoutAChangeSet(@TempDir Path folder) throws IOException, SQLException {
        try (EmbeddedDatabase empty = DataFolder.EMPTY.start(folder.resolve("data"));
                Connection own =
                        DriverManager.getConnection("jdbc:" + empty.reactiveUrl(), empty.user(), empty.password());
                Statement first = own.createStatement()) {
            migrate(empty, "latest");
            first.execute("insert into topic (slug, title, title_key) values ('first', 'First', 'first')");
            assertThat(texts(first, "select position || ' ' || change_set from change_commit"))
                    .containsExactly("1 1");
        }
    }

    @Test
    void theAuthorIsTheOneOfTheTransactionElseTheRoleOfTheDatabase() throws SQLException {
        execute("select set_config('demarche.changed_by', 'alice', true);"
                + " select set_config('demarche.change_reason', 'as told', true); "
                + event("told"));
        execute(event("untold"));
        assertThat(texts("select concat_ws('; ', changed_by, reason) from change_set where id > %d order by id"
                        .formatted(earlier)))
                .containsExactly("alice; as told", "database role " + database.user());
    }

    @Test
    void theLastStateOfATransactionCounts() throws SQLException {
        execute(event("twice") + "; update event set title = 'Second' where slug = 'twice'");
        assertThat(versions("event", "twice")).containsExactly("Second 1-");
        execute("update event set title = 'Third' where slug = 'twice';"
                + " update event set title = 'Fourth' where slug = 'twice'");
        assertThat(versions("event", "twice")).containsExactly("Second 1-2", "Fourth 2-");
        execute("update event set title = 'Fifth' where slug = 'twice'; delete from event where slug = 'twice'");
        assertThat(versions("event", "twice")).containsExactly("Second 1-2", "Fourth 2-3");
    }

    @Test
    void whatComesAndGoesInATransactionLeavesNothing() throws SQLException {
        execute(event("brief") + "; delete from event where slug = 'brief'");
        assertThat(versions("event", "brief")).isEmpty();
    }

    @Test
    void aStatementThatChangesNothingMakesNoChangeSet() throws SQLException {
        execute("update stance set position = position; update event set title = title;"
                + " update stance_source set ordinal = ordinal; delete from event where slug = 'none';"
                + " update event set margin = margin_of(id)");
        assertThat(texts("select id from change_set where id > " + earlier)).isEmpty();
    }

    @Test
    void stancesMakeNoVersionOfTheirEvent() throws SQLException {
        execute(event("steady"));
        execute("insert into stance (event_id, country_id, position, act, since, confidence)"
                + " select id, 1, 'SUPPORTS', 'VOTE', '2000', 'CONFIRMED' from event where slug = 'steady'");
        assertThat(texts("select margin from event where slug = 'steady'")).containsExactly("1");
        assertThat(versions("event", "steady")).containsExactly("steady 1-");
    }

    /** The owner has the key 1, and the write is rolled back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stance  | insert into stance_source (stance_id, source_id, ordinal) values (1, 2, 1)",
                "stance  | update stance_source set ordinal = 9 where stance_id = 1",
                "stance  | update stance_source set source_id = 2 where stance_id = 1",
                "stance  | delete from stance_source where stance_id = 1",
                "event   | delete from event_source where event_id = 1",
                "event   | delete from event_topic where event_id = 1",
                "event   | delete from participation where event_id = 1",
                "event   | insert into event_link (effect_id, cause_id) values (1, 2)",
                "bloc    | insert into membership (bloc_id, country_id) values (1, 3)",
                "country | insert into country_succession (predecessor_id, successor_id) values (1, 3)",
                "country | truncate country_succession",
            })
    void aChangeOfALinkIsOneOfItsOwner(String owner, String write) throws SQLException {
        rolledBack(write, set -> {
            assertThat(texts("select id from %s where changed_in = %s".formatted(owner, set)))
                    .containsExactly("1");
            assertThat(texts("select id || ' ' || changed_in from %s_past where superseded_in = %s"
                            .formatted(owner, set)))
                    .containsExactly("1 0");
        });
    }

    @Test
    void aLinkThatMovesIsAChangeOfBothOwners() throws SQLException {
        rolledBack("update participation set event_id = 2, country_id = 2 where event_id = 1", set -> assertThat(
                        texts("select id from event where changed_in = " + set))
                .containsExactlyInAnyOrder("1", "2"));
    }

    @Test
    void whatADeletionTakesWithItIsKept() throws SQLException {
        rolledBack("delete from event where id = 1", set -> {
            assertThat(texts("select slug from event_past where superseded_in = " + set))
                    .as("the effect has lost its cause, and the effect is left")
                    .containsExactlyInAnyOrder("cause", "effect");
            assertThat(texts("select id from event where changed_in = " + set)).containsExactly("2");
            for (String links : List.of("stance", "stance_source")) {
                assertThat(texts("select count(*) from %s_past where superseded_in = %s".formatted(links, set)))
                        .as(links)
                        .containsExactly("3");
            }
            for (String links : List.of("event_source", "event_topic", "participation", "event_link")) {
                assertThat(texts("select count(*) from %s_past where superseded_in = %s".formatted(links, set)))
                        .as(links)
                        .containsExactly("1");
            }
        });
    }

    @Test
    void whatIsTruncatedIsKept() throws SQLException {
        rolledBack("truncate event cascade", set -> {
            assertThat(texts("select slug from event_past where superseded_in = " + set))
                    .contains("cause", "effect");
            assertThat(texts("select count(*) from stance_past where superseded_in = " + set))
                    .containsExactly(texts("select count(*) from stance_past s where not exists"
                                    + " (select from stance_past n where n.id = s.id and n.changed_in > s.changed_in)")
                            .get(0));
            assertThat(texts("select count(*) from stance_source_past where superseded_in = " + set))
                    .containsExactly("6");
        });
    }

    @Test
    void positionsAreInTheOrderOfTheCommits() throws Exception {
        try (Connection slow = connect();
                Statement earlierSet = slow.createStatement()) {
            slow.setAutoCommit(false);
            earlierSet.execute(event("slow"));
            execute(event("quick"));
            slow.commit();
        }
        assertThat(texts("select slug from event e join change_commit c on c.change_set = e.changed_in"
                        + " where slug in ('slow', 'quick') order by position"))
                .containsExactly("quick", "slow");
        assertThat(texts("select slug from event where slug in ('slow', 'quick') order by changed_in"))
                .containsExactly("slow", "quick");
        assertThat(texts("select count(*) from (select at < lag(at) over (order by position) as back"
                        + " from change_commit) c where back"))
                .containsExactly("0");
    }

    @Test
    void aSetOfASavepointThatIsRolledBackIsGone() throws SQLException {
        execute("savepoint first; %s; rollback to first; %s".formatted(event("undone"), event("done")));
        assertThat(texts(
                        "select slug from event e join change_commit c on c.change_set = e.changed_in where e.changed_in > "
                                + earlier))
                .containsExactly("done");
        assertThat(texts("select count(*) from change_set where id > " + earlier))
                .containsExactly("1");
    }

    @Test
    void strictTransactionsBesideEachOtherDoNotFailOverTheirPositions() throws SQLException {
        try (Connection other = connect();
                Statement beside = other.createStatement()) {
            beside.execute("begin isolation level serializable; " + event("strict-1"));
            statement.execute("begin isolation level serializable; " + event("strict-2") + "; commit");
            beside.execute("commit");
        }
        assertThat(texts("select count(*) from event e join change_commit c on c.change_set = e.changed_in"
                        + " where slug like 'strict-%'"))
                .containsExactly("2");
    }

    private static String event(String slug) {
        return "insert into event (slug, title, title_key, kind, status, date) values ('%s', '%1$s', '%1$s', 'VOTE', 'OCCURRED', '2000')"
                .formatted(slug);
    }

    /** The titles of the versions, each with the numbers of the sets from and until which it held, counted from the test's first. */
    private List<String> versions(String table, String slug) throws SQLException {
        return texts(
                "select title || ' ' || changed_in - %1$d || '-' || superseded_in from (select title, slug, changed_in,"
                        .concat(" (superseded_in - %1$d)::text as superseded_in from %2$s_past union all")
                        .concat(
                                " select title, slug, changed_in, '' from %2$s) v where slug = '%3$s' order by changed_in")
                        .formatted(earlier, table, slug));
    }

    private interface Check {
        void of(String set) throws SQLException;
    }

    private void rolledBack(String write, Check check) throws SQLException {
        connection.setAutoCommit(false);
        try {
            statement.execute(write);
            check.of(texts("select current_setting('demarche.change_set')").get(0));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        statement.execute("begin; " + sql + "; commit");
    }

    private List<String> texts(String sql) throws SQLException {
        return texts(statement, sql);
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + database.reactiveUrl(), database.user(), database.password());
    }

    private static void migrate(EmbeddedDatabase database, String version) {
        Flyway.configure()
                .dataSource("jdbc:" + database.reactiveUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
