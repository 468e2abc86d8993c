package org.demarche.database;

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
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only way to write. Panache repositories find their session here. A transaction that conflicts with another is
 * repeated, so the work must keep no state of a failed attempt.
 *
 * <p>Each transaction runs in its own Vert.x context, because Panache stores the session in the context, and the request's
 * context is shared by fields that resolve in parallel (https://github.com/quarkusio/quarkus/issues/32870).
 */
@Singleton
public class WriteTransaction {

    private static final String LOCK_PREFIX = "demarche ";

    private final Vertx vertx;
    private final Pool pool;
    private final SnapshotRevision revision;
    private final RetryPolicy retries;

    WriteTransaction(Vertx vertx, Pool pool, PrimaryDatabase primary, SnapshotRevision revision) {
        this.vertx = vertx;
        this.pool = pool;
        this.revision = revision;
        this.retries = new RetryPolicy(primary.availability(), vertx);
    }

    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return retries.transaction(() -> attempt(work)).onTermination().invoke(revision::invalidate);
    }

    /** Like {@link #run}, but waits until no other transaction of this name runs, in any instance of the service. */
    public <T> Uni<T> runExclusive(String name, Supplier<Uni<T>> work) {
        return run(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("select count(*) from pg_advisory_xact_lock(hashtext(?1))")
                        .setParameter(1, LOCK_PREFIX + name)
                        .getSingleResult())
                .chain(locked -> work.get()));
    }

    /** Like {@link #runExclusive}, but rolls back at the end. */
    public <T> Uni<T> dryRunExclusive(String name, Supplier<Uni<T>> work) {
        return runExclusive(name, () -> work.get()
                .call(() -> Panache.currentTransaction().invoke(Mutiny.Transaction::markForRollback)));
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context caller = vertx.getOrCreateContext();
            Context own = VertxContext.createNewDuplicatedContext(caller);
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(ignored -> Panache.withTransaction(work)
                    .subscribe()
                    .with(
                            item -> caller.runOnContext(done -> emitter.complete(item)),
                            failure -> caller.runOnContext(done -> emitter.fail(failure))));
        });
    }

    /** A transaction of statements that write many rows each. Exclusive like {@link #runExclusive}. */
    public <T> Uni<T> bulk(String name, Function<WriteBatch, Uni<T>> work) {
        return retries.transaction(() -> pool.withTransaction(connection -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return batch.lock(LOCK_PREFIX + name).chain(() -> work.apply(batch));
                }))
                .onTermination()
                .invoke(revision::invalidate);
    }

    /** Like {@link #bulk}, but rolls back at the end. */
    public <T> Uni<T> bulkDryRun(String name, Function<WriteBatch, Uni<T>> work) {
        return retries.transaction(
                () -> pool.withConnection(connection -> connection.begin().chain(transaction -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return batch.lock(LOCK_PREFIX + name)
                            .chain(() -> work.apply(batch))
                            .eventually(transaction::rollback);
                })));
    }
}
