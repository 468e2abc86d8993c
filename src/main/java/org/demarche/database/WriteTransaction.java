package org.demarche.database;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

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
 * The only way to write: all of it or nothing. The Panache repositories find their session here. Where others have got
 * in its way the work is done over, so it must keep nothing of an attempt that failed.
 *
 * <p>Each transaction runs in a Vert.x context of its own, for Panache keeps the session in the context, and the
 * request's is shared by fields that resolve in parallel (https://github.com/quarkusio/quarkus/issues/32870).
 */
@ApplicationScoped
public class WriteTransaction {

    private static final String LOCK = "demarche ";

    private final Vertx vertx;
    private final Pool pool;
    private final SnapshotRevision revision;
    private final RetryPolicy attempts;

    WriteTransaction(Vertx vertx, Pool pool, PrimaryDatabase primary, SnapshotRevision revision) {
        this.vertx = vertx;
        this.pool = pool;
        this.revision = revision;
        this.attempts = new RetryPolicy(primary.presence(), vertx);
    }

    /** Waits until no other transaction of the name runs, on any replica. */
    public <T> Uni<T> alone(String name, Supplier<Uni<T>> work) {
        return run(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery("select count(*) from pg_advisory_xact_lock(hashtext(?1))")
                        .setParameter(1, LOCK + name)
                        .getSingleResult())
                .chain(locked -> work.get()));
    }

    /** Like {@link #alone}, and then nothing of it is kept: what would happen. */
    public <T> Uni<T> rehearseAlone(String name, Supplier<Uni<T>> work) {
        return alone(name, () -> work.get()
                .call(() -> Panache.currentTransaction().invoke(Mutiny.Transaction::markForRollback)));
    }

    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return attempts.transaction(() -> once(work)).onTermination().invoke(revision::written);
    }

    private <T> Uni<T> once(Supplier<Uni<T>> work) {
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

    /** A transaction of statements that write many rows each; waits like {@link #alone}. */
    public <T> Uni<T> bulk(String name, Function<WriteBatch, Uni<T>> work) {
        return attempts.transaction(() -> pool.withTransaction(connection -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return batch.lock(LOCK + name).chain(() -> work.apply(batch));
                }))
                .onTermination()
                .invoke(revision::written);
    }

    /** Like {@link #bulk}, and then nothing of it is kept: what would happen. */
    public <T> Uni<T> rehearse(String name, Function<WriteBatch, Uni<T>> work) {
        return attempts.transaction(
                () -> pool.withConnection(connection -> connection.begin().chain(transaction -> {
                    WriteBatch batch = new WriteBatch(connection.getDelegate());
                    return batch.lock(LOCK + name)
                            .chain(() -> work.apply(batch))
                            .eventually(transaction::rollback);
                })));
    }
}
