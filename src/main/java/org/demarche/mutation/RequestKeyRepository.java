package org.demarche.mutation;

import java.util.function.LongFunction;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.KeyedEntity;
import org.demarche.database.sql.TransactionSql;

/**
 * Remembers what was written for a request key, in the same transaction. Two requests with one key at once: the second one
 * waits at the unique key until the transaction of the first has ended, in any process.
 */
@Singleton
public class RequestKeyRepository {

    /**
     * Writes, unless the key was used before: then finds what was written then. Call inside a WriteTransaction.
     *
     * @param key null for a request that is not safe to repeat
     * @param write writes an entity, or throws
     * @param find null for an entity that has been withdrawn
     */
    public <T extends KeyedEntity> Uni<T> once(
            InputCheck check, RequestKey key, Supplier<Uni<T>> write, LongFunction<Uni<T>> find) {
        if (key == null) {
            return write.get();
        }
        return claim(key)
                .chain(isFirst ->
                        isFirst ? write.get().call(written -> remember(key, written.key())) : again(check, key, find));
    }

    private static Uni<Boolean> claim(RequestKey key) {
        return TransactionSql.update("""
                        insert into request_key (caller, key, fingerprint) values (?1, ?2, ?3)
                        on conflict (caller, key) do nothing""", key.caller(), key.value(), key.fingerprint())
                .map(rows -> rows > 0);
    }

    /** Old keys make room, a few more than come in. */
    private static Uni<Integer> remember(RequestKey key, long written) {
        return TransactionSql.update("""
                with expired as (delete from request_key where (caller, key) in (
                    select caller, key from request_key where at < now() - interval '48 hours'
                    order by at limit 4 for update skip locked))
                update request_key set written = ?3 where caller = ?1 and key = ?2""", key.caller(), key.value(), written);
    }

    private static <T extends KeyedEntity> Uni<T> again(InputCheck check, RequestKey key, LongFunction<Uni<T>> find) {
        return TransactionSql.rows(
                        "select fingerprint, written from request_key where caller = ?1 and key = ?2",
                        key.caller(),
                        key.value())
                .chain(rows -> {
                    Object[] row = (Object[]) rows.get(0);
                    if (!key.fingerprint().equals(row[0])) {
                        throw check.only(
                                UserErrorCode.CONFLICT,
                                "You have used this key with another input; choose a new one for each request.",
                                "requestKey");
                    }
                    return find.apply((Long) row[1]);
                })
                .invoke(found -> {
                    if (found == null) {
                        throw check.only(
                                UserErrorCode.NOT_FOUND,
                                "This was recorded by an earlier request with this key, and has been withdrawn since.",
                                "requestKey");
                    }
                });
    }
}
