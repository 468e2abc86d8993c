package org.demarche.alignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.demarche.support.BulkRecord;
import org.demarche.support.GraphqlClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Committed changes are in the next response, however they were written. Starts with {@link ThreeCountries}. */
@QuarkusTest
class AlignmentFreshnessApiTest {

    private static final String TAKE_BACK =
            "delete from stance where country_id = (select id from country where code = 'FJ')"
                    + " and event_id = (select id from event where slug = 'hand-1');";

    @BeforeEach
    void record() {
        ThreeCountries.load();
        assertThat(common("")).isEqualTo(4);
    }

    @AfterEach
    void forget() {
        ThreeCountries.remove();
    }

    static Stream<Arguments> writes() {
        return Stream.of(
                arguments(TAKE_BACK, "", 3),
                arguments(ThreeCountries.insert("TO", "hand-2", "ABSENT", "1999", null), "", 3),
                arguments(
                        "update stance set position = 'ABSENT' where position = 'PARTLY_SUPPORTS'"
                                + " and event_id = (select id from event where slug = 'hand-2')",
                        "",
                        3),
                arguments(
                        "update stance set since = '1992' where position = 'OPPOSES' and event_id ="
                                + " (select id from event where slug = 'hand-1'); update stance set until = '2000'"
                                + " where event_id in (select id from event where slug like 'hand-%')",
                        "", 4),
                // of a country to another event
                arguments(
                        "update stance set event_id = (select id from event where slug = 'hand-1'), since = '1989'"
                                + " where country_id = (select id from country where code = 'FJ')"
                                + " and event_id = (select id from event where slug = 'hand-3')",
                        "",
                        3),
                arguments("delete from event where slug = 'hand-1'", "", 3),
                arguments("delete from event where slug like 'hand-%'", "", 0),
                arguments("update event set kind = 'TREATY' where slug = 'hand-1'", "kinds: [TREATY]", 1),
                arguments("update event set date = '2001' where slug = 'hand-1'", "date: {from: \"2001-01-01\"}", 1),
                arguments(
                        "delete from event_topic where event_id = (select id from event where slug = 'hand-4')",
                        "topics: [\"money\"]",
                        1),
                arguments(
                        "insert into event_topic select e.id, t.id, e.day from event e, topic t where e.slug = 'hand-1'"
                                + " and t.slug = 'money'",
                        "topics: [\"money\"]",
                        3),
                arguments(
                        "update event_topic set topic_id = (select id from topic where slug = 'money')"
                                + " where event_id = (select id from event where slug = 'hand-1')",
                        "topics: [\"money\"]",
                        3),
                arguments("update topic set slug = 'cash' where slug = 'money'", "topics: [\"money\"]", 0),
                arguments("update topic set slug = 'cash' where slug = 'money'", "topics: [\"cash\"]", 2));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aWriteIsInTheNextAnswer(String write, String filter, int events) {
        common(filter);
        BulkRecord.execute(write);
        assertThat(common(filter)).isEqualTo(events);
    }

    @Test
    void anEventThatTakesTheRoomOfADeletedOneHasNothingOfIt() {
        BulkRecord.execute("delete from event where slug in ('hand-1', 'hand-3')");
        assertThat(common("")).isEqualTo(2);
        BulkRecord.execute("insert into event (slug, title, title_key, kind, status, date)"
                + " values ('hand-5', 'Five', 'five', 'TREATY', 'OCCURRED', '1999')");
        ThreeCountries.stand("FJ", "hand-5", "SUPPORTS", "1999", null);
        assertThat(common("")).isEqualTo(2);
        ThreeCountries.stand("TO", "hand-5", "SUPPORTS", "1999", null);
        assertThat(common("")).isEqualTo(3);
        assertThat(common("topics: [\"hand\"]")).isEqualTo(2);
    }

    @Test
    void aTransactionThatBeganBeforeAnAnswerAndEndsAfterItIsInTheNext() throws SQLException {
        try (Connection early = begin();
                Connection late = begin()) {
            execute(early, TAKE_BACK);
            execute(late, ThreeCountries.insert("TO", "hand-2", "ABSENT", "1999", null));
            assertThat(common("")).isEqualTo(4);
            late.commit();
            assertThat(common("")).isEqualTo(3);
            assertThat(common("")).isEqualTo(3);
            early.commit();
            assertThat(common("")).isEqualTo(2);
        }
    }

    @Test
    void whatIsTakenBackNeverWas() throws SQLException {
        try (Connection undone = begin()) {
            execute(undone, TAKE_BACK);
            assertThat(common("")).isEqualTo(4);
            undone.rollback();
            assertThat(common("")).isEqualTo(4);
        }
    }

    @Test
    void aPartThatIsTakenBackLeavesTheRest() throws SQLException {
        try (Connection partly = begin()) {
            execute(partly, ThreeCountries.insert("TO", "hand-2", "ABSENT", "1999", null));
            execute(partly, "savepoint here; " + TAKE_BACK + " rollback to here");
            partly.commit();
            assertThat(common("")).isEqualTo(3);
        }
    }

    /** TRUNCATE fires no row triggers. The transaction is rolled back so that other tests keep their rows. */
    @Test
    void truncatingATableRecordsEveryEvent() throws SQLException {
        for (String table : List.of("stance, stance_source", "event_topic", "event cascade")) {
            try (Connection emptied = begin();
                    Statement statement = emptied.createStatement()) {
                long events = BulkRecord.number("select count(*) from event");
                statement.execute("truncate " + table);
                try (var noted = statement.executeQuery(
                        "select count(*) from event_change where transaction = pg_current_xact_id()")) {
                    noted.next();
                    assertThat(noted.getLong(1)).as(table).isEqualTo(events);
                }
                emptied.rollback();
            }
        }
    }

    /** As after a crash, when transaction ids may be reused: with triggers off, the change is not recorded. */
    @Test
    void whenTheServerMayHaveLostTransactionsEverythingIsReadAgain() throws IOException {
        BulkRecord.execute("alter table stance disable trigger user; " + TAKE_BACK);
        BulkRecord.execute("alter table stance enable trigger user");
        BulkRecord.execute(Files.readString(Path.of("src/main/resources/db/migration/afterMigrateApplied.sql")));
        assertThat(common("")).isEqualTo(4);
        BulkRecord.execute("select pg_stat_reset_shared('archiver')");
        assertThat(common("")).isEqualTo(3);
    }

    @Test
    void oldChangesAreDeletedAsNewOnesAreRecorded() {
        BulkRecord.execute(
                "insert into event_change (transaction, event_id, noted_at) select '3', n, now() - interval '8 days'"
                        + " from generate_series(1, 5) n");
        BulkRecord.execute("update event set kind = kind where slug = 'hand-1'");
        assertThat(BulkRecord.number("select count(*) from event_change where transaction = '3'"))
                .isEqualTo(3);
        BulkRecord.execute(
                "begin isolation level repeatable read; update event set kind = kind where slug = 'hand-1'; commit");
        assertThat(BulkRecord.number("select count(*) from event_change where transaction = '3'"))
                .isEqualTo(3);
        BulkRecord.execute("update event set kind = kind where slug = 'hand-1'");
        BulkRecord.execute("update event set kind = kind where slug = 'hand-1'");
        assertThat(BulkRecord.number("select count(*) from event_change where transaction = '3'"))
                .isZero();
    }

    private static int common(String filter) {
        Integer common = GraphqlClient.data(
                        "{ alignment(country: \"FJ\", with: \"TO\", filter: {" + filter + "}) { common } }")
                .get("alignment.common");
        return common == null ? 0 : common;
    }

    private static Connection begin() throws SQLException {
        Connection connection = BulkRecord.connection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
