package org.demarche.alignment;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.demarche.database.SharedRead;

/**
 * The matrix as the tables are: read whole at first need, brought up to date at each. What had been committed when it
 * was asked for is in it, wherever it was written.
 */
@ApplicationScoped
class PositionMatrixCache {

    private static final long NANOS_FOR_AN_EVENT = 10_000;

    private final PositionRepository repository;
    private final WorkerOffload longWork;
    private final SharedRead<PositionMatrix> refresh = new SharedRead<>(this::read);
    private volatile Seen seen;

    PositionMatrixCache(PositionRepository repository, WorkerOffload longWork) {
        this.repository = repository;
        this.longWork = longWork;
    }

    Uni<PositionMatrix> get() {
        return refresh.get();
    }

    private Uni<PositionMatrix> read() {
        Seen last = seen;
        return last == null
                ? readAll()
                : repository
                        .since(last.moment)
                        .chain(reading ->
                                reading.moment().continues(last.moment) ? take(last.matrix, reading) : readAll());
    }

    private Uni<PositionMatrix> readAll() {
        return repository.all().chain(reading -> take(PositionMatrix.EMPTY, reading));
    }

    private Uni<PositionMatrix> take(PositionMatrix matrix, ChangedPositions reading) {
        Uni<PositionMatrix> now = reading.events().isEmpty()
                ? Uni.createFrom().item(matrix)
                : longWork.run(reading.events().size() * NANOS_FOR_AN_EVENT, () -> matrix.with(reading.events()));
        return now.invoke(result -> seen = new Seen(result, reading.moment()));
    }

    private record Seen(PositionMatrix matrix, SnapshotToken moment) {}
}
