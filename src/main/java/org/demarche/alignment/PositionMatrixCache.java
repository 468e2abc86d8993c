package org.demarche.alignment;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.database.SharedRead;

/**
 * The matrix of the current positions. The first use reads it completely; every later use reads what has changed since.
 * It contains everything that was committed before the call, by any replica.
 */
@Singleton
class PositionMatrixCache {

    private static final long NANOS_PER_EVENT = 10_000;

    private final PositionRepository repository;
    private final WorkerOffload offload;
    private final SharedRead<PositionMatrix> refresh = new SharedRead<>(this::read);
    private volatile Cached cached;

    PositionMatrixCache(PositionRepository repository, WorkerOffload offload) {
        this.repository = repository;
        this.offload = offload;
    }

    Uni<PositionMatrix> get() {
        return refresh.get();
    }

    private Uni<PositionMatrix> read() {
        Cached last = cached;
        return last == null
                ? readAll()
                : repository
                        .since(last.token)
                        .chain(changes ->
                                changes.token().continues(last.token) ? apply(last.matrix, changes) : readAll());
    }

    private Uni<PositionMatrix> readAll() {
        return repository.all().chain(changes -> apply(PositionMatrix.EMPTY, changes));
    }

    private Uni<PositionMatrix> apply(PositionMatrix matrix, ChangedPositions changes) {
        Uni<PositionMatrix> updated = changes.events().isEmpty()
                ? Uni.createFrom().item(matrix)
                : offload.run(changes.events().size() * NANOS_PER_EVENT, () -> matrix.with(changes.events()));
        return updated.invoke(result -> cached = new Cached(result, changes.token()));
    }

    private record Cached(PositionMatrix matrix, SnapshotToken token) {}
}
