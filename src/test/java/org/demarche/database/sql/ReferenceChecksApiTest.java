package org.demarche.database.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.demarche.database.ChangeAuthor;
import org.demarche.database.WriteTransaction;
import org.demarche.database.sql.ReferenceChecks.Referenced;
import org.demarche.support.BulkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
class ReferenceChecksApiTest {

    private static final String ROLE = "select current_setting('session_replication_role')";

    @Inject
    WriteTransaction transaction;

    @BeforeEach
    void makeTables() {
        BulkRecord.execute("create table parent (id bigint primary key);"
                + " create table child (parent_id bigint references parent); insert into parent values (1), (2)");
    }

    @AfterEach
    void dropTables() {
        BulkRecord.execute("drop table child, parent");
    }

    /** Otherwise what is derived from the rows would not follow a bulk write. */
    @Test
    void everyTriggerOfTheTablesRunsAlways() {
        assertThat(BulkRecord.texts("select tgrelid::regclass || ' ' || tgname from pg_trigger"
                        + " where not tgisinternal and tgenabled <> 'A'"))
                .isEmpty();
        assertThat(BulkRecord.number("select count(*) from pg_trigger where not tgisinternal"))
                .isPositive();
    }

    @Test
    void existingRowsAreCheckedOnceAndTheTransactionGoesOnAsBefore() {
        List<String> roles = inTransaction(batch -> roles(batch, 1L, 2L));
        assertThat(roles).containsExactly("replica", "origin");
        assertThat(BulkRecord.number("select count(*) from child")).isEqualTo(2);
    }

    @Test
    void aMissingRowIsFoundByTheDatabaseAsEver() {
        assertThatThrownBy(() -> inTransaction(batch -> roles(batch, 1L, 3L)))
                .hasStackTraceContaining("child_parent_id_fkey");
        assertThat(BulkRecord.number("select count(*) from child")).isZero();
    }

    @Test
    void aReferencedRowCannotBeDeletedMeanwhile() {
        inTransaction(batch -> roles(batch, 1L).invoke(roles -> {
            try (Connection other = BulkRecord.connection();
                    Statement statement = other.createStatement()) {
                statement.execute("set lock_timeout = 1");
                assertThatThrownBy(() -> statement.execute("delete from parent where id = 1"))
                        .hasMessageContaining("lock timeout");
                statement.execute("delete from parent where id = 2");
            } catch (SQLException failure) {
                throw new IllegalStateException(failure);
            }
        }));
        assertThat(BulkRecord.number("select count(*) from parent")).isOne();
    }

    @Test
    void aTriggerThatWouldBeSkippedKeepsTheChecksOn() {
        BulkRecord.execute("create trigger of_test after insert on child for each statement"
                + " execute function note_changed_countries()");
        List<String> roles = inTransaction(batch -> roles(batch, 1L, 2L));
        assertThat(roles).containsExactly("origin", "origin");
    }

    /** Inserts a child of each parent. The roles in which it is inserted, and after it. */
    private static Uni<List<String>> roles(WriteBatch batch, Long... parents) {
        return ReferenceChecks.once(batch, List.of(new Referenced("parent", List.of(parents))), () -> batch.update(
                                Sql.of("insert into child select * from unnest(?::bigint[])", (Object) parents))
                        .chain(() -> role(batch)))
                .chain(during -> role(batch).map(after -> List.of(during, after)));
    }

    private static Uni<String> role(WriteBatch batch) {
        return batch.list(Sql.of(ROLE), row -> row.getString(0)).map(roles -> roles.get(0));
    }

    private <T> T inTransaction(Function<WriteBatch, Uni<T>> work) {
        return await(() -> transaction.bulk(ChangeAuthor.named("test"), "references", work));
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
