package org.demarche.database;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import org.demarche.database.resilience.PrimaryDatabase;
import org.demarche.database.resilience.RetryPolicy;
import org.demarche.database.sql.WriteBatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only way to write. Panache repositories find their session here. A transaction that conflicts with another is
 * repeated, so the work must keep no state of a failed attempt. Its author is kept with what it changes.
 *
 * <p>Each transaction runs in its own Vert.x context, because Panache stores the session in the context, and the request's
 * context is shared by fields that resolve in parallel (https://github.com/quarkusio/quarkus/issues/32870).
 */
@Singleton
public class WriteTransaction {

    private static final String LOCK_PREFIX = "demarche ";

    /** Read by the function current_change_set. Both end with the transaction. */
    private static final String AUTHOR =
            "set_config('demarche.changed_by', ?1, true), set_config('demarche.change_reason', ?2, true)";

    /** The time limit of a request by default: one that nobody waits for any more must not keep a connection. */
    private static final String LOCK_TIMEOUT = "set_config('lock_timeout', '10s', true)";

    private final Vertx vertx;
    private final Pool pool;
    private final SnapshotRevision revision;
    private final RetryPolicy retries;
    private final WriteSlots slots;

    WriteTransaction(
            Vertx vertx,
            Pool pool,
            PrimaryDatabase primary,
            SnapshotRevision revision,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int poolSize) {
        this.vertx = vertx;
        this.pool = pool;
        this.revision = revision;
        this.retries = new RetryPolicy(primary.availability(), vertx);
        this.slots = new WriteSlots(Math.max(1, poolSize / 2));
    }

    /**
     * Waits a few seconds at most for rows that another transaction, such as an import, is writing. As many as half of the
     * pool run at once. Not to be called within another transaction.
     */
    public <T> Uni<T> run(ChangeAuthor author, Supplier<Uni<T>> work) {
        return slots.run(() -> begin(author, "select " + AUTHOR + ", " + LOCK_TIMEOUT, Map.of(), work));
    }

    /** Like {@link #run}, but waits until no other transaction of this name runs, in any instance of the service. */
    public <T> Uni<T> runExclusive(ChangeAuthor author, String name, Supplier<Uni<T>> work) {
        return begin(
                author,
                "select " + AUTHOR + " from pg_advisory_xact_lock(hashtext(?3))",
                Map.of(3, LOCK_PREFIX + name),
                work);
    }

    /** Like {@link #runExclusive}, but rolls back at the end. */
    public <T> Uni<T> dryRunExclusive(ChangeAuthor author, String name, Supplier<Uni<T>> work) {
        return runExclusive(author, name, () -> work.get()
                .call(() -> Panache.currentTransaction().invoke(Mutiny.Transaction::markForRollback)));
    }

    private <T> Uni<T> begin(ChangeAuthor author, String sql, Map<Integer, String> values, Supplier<Uni<T>> work) {
        Supplier<Uni<T>> begun = () -> Panache.getSession()
                .chain(session -> {
                    Mutiny.SelectionQuery<Object> query = session.createNativeQuery(sql)
                            .setParameter(1, author.name())
                            .setParameter(2, author.reasonOrEmpty());
                    values.forEach(query::setParameter);
                    return query.getSingleResult();
                })
                .chain(ignored -> work.get());
        return retries.transaction(() -> attempt(begun)).onTermination().invoke(revision::invalidate);
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            RequestWrites request = RequestWrites.current();
            request.beginTransaction();
            Context caller = vertx.getOrCreateContext();
            Context own = VertxContext.createNewDuplicatedContext(caller);
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(ignored -> Panache.withTransaction(() -> work.get().call(() -> complete(request)))
                    .onItem()
                    .invoke(request::succeeded)
                    .onFailure()
                    .transform(request::failed)
                    .subscribe()
                    .with(
                            item -> caller.runOnContext(done -> emitter.complete(item)),
                            failure -> caller.runOnContext(done -> emitter.fail(failure))));
        });
    }

    /** Sends what is left to be written. Then only the commit is left, unless the request has ended. */
    private static Uni<Void> complete(RequestWrites request) {
        return Panache.getSession().chain(session -> session.flush()).invoke(request::commit);
    }

    /** A transaction of statements that write many rows each. Exclusive like {@link #runExclusive}. */
    public <T> Uni<T> bulk(ChangeAuthor author, String name, Function<WriteBatch, Uni<T>> work) {
        return retries.transaction(() -> pool.withTransaction(connection -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return begin(batch, author, name).chain(() -> work.apply(batch));
                }))
                .onTermination()
                .invoke(revision::invalidate);
    }

    /** Like {@link #bulk}, but rolls back at the end. */
    public <T> Uni<T> bulkDryRun(ChangeAuthor author, String name, Function<WriteBatch, Uni<T>> work) {
        return retries.transaction(
                () -> pool.withConnection(connection -> connection.begin().chain(transaction -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return begin(batch, author, name)
                            .chain(() -> work.apply(batch))
                            .eventually(transaction::rollback);
                })));
    }

    private static Uni<Void> begin(WriteBatch batch, ChangeAuthor author, String name) {
        return batch.begin(author.name(), author.reasonOrEmpty(), LOCK_PREFIX + name);
    }
}
