package org.demarche.database.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/**
 * Checks the foreign keys of a bulk insert once for each referenced row. PostgreSQL checks them for each inserted row, which
 * takes two fifths of the time of an import of votes: hundreds of votes refer to each event, and tens of thousands to each
 * country.
 *
 * <p>What is checked is the same: the referenced rows exist, and are locked against deletion until the transaction ends.
 * Needs the right to set {@code session_replication_role}, which the role of the embedded database has. Without the right, or
 * if a referenced row is missing, PostgreSQL checks as ever.
 */
public final class ReferenceChecks {

    /** With the setting, only triggers run that are enabled so: one that is not would be skipped, hence the second condition. */
    private static final String MAY = "select has_parameter_privilege('session_replication_role', 'SET') and not exists"
            + " (select from pg_trigger t join pg_class c on c.oid = t.tgrelid"
            + " where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgenabled = 'O')";

    private ReferenceChecks() {}

    /**
     * Rows of a table that inserted rows refer to.
     *
     * @param keys with repetitions
     */
    public record Referenced(String table, Collection<Long> keys) {}

    /**
     * @param referenced all rows to which the inserted ones refer, except to each other
     * @param inserts statements that do nothing but insert; they must not make anything else be checked
     */
    public static <T> Uni<T> once(WriteBatch batch, List<Referenced> referenced, Supplier<Uni<T>> inserts) {
        return batch.list(Sql.of(MAY), row -> row.getBoolean(0))
                .chain(may ->
                        may.get(0) ? check(batch, referenced) : Uni.createFrom().item(false))
                .chain(checked -> checked
                        ? inserts.get()
                                .call(() -> batch.update(
                                        Sql.of("select set_config('session_replication_role', 'origin', true)")))
                        : inserts.get());
    }

    /** Locks the rows as the check of a foreign key would, and turns off that check if none is missing. */
    private static Uni<Boolean> check(WriteBatch batch, List<Referenced> referenced) {
        Sql sql = Sql.of("select case when true");
        for (Referenced rows : referenced) {
            Long[] keys = rows.keys().stream().distinct().toArray(Long[]::new);
            Arrays.sort(keys);
            sql.add(
                    " and (select count(*) from (select from " + rows.table()
                            + " where id = any(?::bigint[]) order by id for key share) r) = ?",
                    keys,
                    (long) keys.length);
        }
        sql.add(" then set_config('session_replication_role', 'replica', true) end is not null");
        return batch.list(sql, row -> row.getBoolean(0)).map(checked -> checked.get(0));
    }
}
