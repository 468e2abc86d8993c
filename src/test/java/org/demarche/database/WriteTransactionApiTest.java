package org.demarche.database;

import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;
import org.demarche.database.sql.TransactionSql;
import org.demarche.error.UnavailableException;
import org.demarche.model.SqlState;
import org.demarche.support.BulkRecord;
import org.demarche.support.Heavy;
import org.demarche.support.Polling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transactions that conflict with others. */
@QuarkusTest
class WriteTransactionApiTest {

    private static final String INSERT = "insert into attempt values (1)";

    private static final ChangeAuthor AUTHOR = ChangeAuthor.named("test");

    @Inject
    WriteTransaction transaction;

    private final AtomicInteger attempts = new AtomicInteger();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void makeTable() {
        BulkRecord.execute("create table attempt (n int)");
    }

    @AfterEach
    void dropTable() {
        BulkRecord.execute("drop table attempt");
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlState.SERIALIZATION_FAILURE, SqlState.DEADLOCK_DETECTED})
    void aTransactionThatWasRolledBackIsRepeatedFromItsBeginning(String state) {
        await(() -> transaction.run(AUTHOR, () -> session(INSERT).chain(() -> failsAtFirst(raise(state), 2))));
        assertThat(attempts).hasValue(3);
        assertThat(BulkRecord.number("select count(*) from attempt")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {SqlState.SERIALIZATION_FAILURE, SqlState.DEADLOCK_DETECTED})
    void aBulkTransactionThatWasRolledBackIsRepeated(String state) {
        await(() -> transaction.bulk(AUTHOR, "attempts", batch -> batch.update(Sql.of(INSERT))
                .chain(() -> attempts.incrementAndGet() < 3
                        ? batch.update(Sql.of(raise(state)))
                        : Uni.createFrom().item(0))));
        assertThat(attempts).hasValue(3);
        assertThat(BulkRecord.number("select count(*) from attempt")).isOne();
    }

    @Heavy
    @Test
    void aTransactionThatAlwaysConflictsIsGivenUp() {
        assertThatThrownBy(() -> await(() -> transaction.run(AUTHOR, () -> session(INSERT)
                        .chain(() -> failsAtFirst(raise(SqlState.SERIALIZATION_FAILURE), Integer.MAX_VALUE)))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Retry");
        assertThat(attempts).hasValueBetween(3, 50);
        assertThat(BulkRecord.number("select count(*) from attempt")).isZero();
    }

    @Test
    void anyOtherFailureReachesTheCaller() {
        assertThatThrownBy(() -> await(() -> transaction.run(AUTHOR, () -> failsAtFirst(raise("P0001"), 1))))
                .hasStackTraceContaining("P0001");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void aConnectionToAReadOnlyServerIsClosed() {
        await(() -> transaction.run(AUTHOR, () -> connection()
                .invoke(connections::add)
                .chain(() -> failsAtFirst("set transaction read only", 3))
                .chain(() -> session(INSERT))));
        assertThat(BulkRecord.number("select count(*) from attempt")).isOne();
        assertThat(connections).as("one for each attempt").hasSize(4);
        assertThat(BulkRecord.number("select count(*) from pg_stat_activity where pid = any ('{%s}')"
                        .formatted(connections.toString().replaceAll("[\\[\\]]", ""))))
                .as("still open")
                .isOne();
    }

    @Test
    void theAuthorIsKeptWithWhatATransactionChanges() {
        String topic = "insert into topic (slug, title, title_key) values ('author-%s', 'a', 'a')";
        try {
            await(() -> transaction.run(new ChangeAuthor("run", "because"), () -> session(topic.formatted(1))));
            await(() -> transaction.runExclusive(
                    new ChangeAuthor("exclusive", null), "attempts", () -> session(topic.formatted(2))));
            await(() -> transaction.bulk(
                    new ChangeAuthor("bulk", "so"), "attempts", batch -> batch.update(Sql.of(topic.formatted(3)))));
            await(() -> transaction.dryRunExclusive(AUTHOR, "attempts", () -> session(topic.formatted(4))));
            await(() -> transaction.bulkDryRun(AUTHOR, "attempts", batch -> batch.update(Sql.of(topic.formatted(5)))));
            assertThat(BulkRecord.texts(
                            "select concat_ws('; ', slug, changed_by, reason) from topic t join change_set s"
                                    + " on s.id = t.changed_in join change_commit c on c.change_set = s.id"
                                    + " where slug like 'author-%' order by position"))
                    .containsExactly("author-1; run; because", "author-2; exclusive", "author-3; bulk; so");
        } finally {
            BulkRecord.execute("delete from topic where slug like 'author-%'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void anAuthorHasANameThatCanBeStored(String name) {
        assertThatThrownBy(() -> ChangeAuthor.named(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeAuthor("somebody", "a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConnectionThatIsLostDuringTheCommitLeavesTheOutcomeOpen() throws Exception {
        try (Connection other = BulkRecord.connection()) {
            other.createStatement().execute("select pg_advisory_lock(hashtext('demarche change order'))");
            CompletableFuture<Integer> written = CompletableFuture.supplyAsync(() -> await(() -> transaction.run(
                    AUTHOR,
                    () -> session("insert into topic (slug, title, title_key) values ('lost', 'Lost', 'lost')"))));
            String waiting = "from pg_stat_activity where wait_event = 'advisory' and query = 'COMMIT'";
            Polling.await().until(() -> BulkRecord.number("select count(*) " + waiting) == 1);
            BulkRecord.execute("select pg_terminate_backend(pid) " + waiting);
            assertThatThrownBy(written::join)
                    .cause()
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("unknown");
        }
        assertThat(BulkRecord.number("select count(*) from topic where slug = 'lost'"))
                .isZero();
    }

    @Test
    void rowsThatSomeoneElseWritesAreWaitedForSomeSecondsOnly() {
        List<Object> limit = await(
                () -> transaction.run(AUTHOR, () -> TransactionSql.rows("select current_setting('lock_timeout')")));
        assertThat(limit).containsExactly("10s");
        assertThatThrownBy(() -> await(() -> transaction.run(
                        AUTHOR, () -> session(INSERT).chain(() -> session(raise(SqlState.LOCK_NOT_AVAILABLE))))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("nothing has been written");
        assertThat(BulkRecord.number("select count(*) from attempt")).isZero();
    }

    private Uni<Integer> failsAtFirst(String sql, int times) {
        return attempts.incrementAndGet() <= times
                ? session(sql)
                : Uni.createFrom().item(0);
    }

    private static String raise(String state) {
        return "do $$ begin raise exception using errcode = '" + state + "'; end $$";
    }

    private static Uni<Integer> session(String sql) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql).executeUpdate());
    }

    private static Uni<Integer> connection() {
        return Panache.getSession().chain(session -> session.createNativeQuery("select pg_backend_pid()", Integer.class)
                .getSingleResult());
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
