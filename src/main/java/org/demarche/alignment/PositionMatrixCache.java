package org.demarche.alignment;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.config.AdmissionSettings;
import org.demarche.database.SharedRead;
import org.demarche.database.WorkerOffload;
import org.demarche.error.UnavailableException;

/**
 * The matrix of the current positions. The first use reads it completely; every later use reads what has changed since.
 * It contains everything that was committed before the call, by any replica.
 *
 * <p>A read of many events takes several statements, each within the time that a statement may take. It goes on after the
 * request that began it has ended, and begins again where it failed, so that a record of any size is read at last.
 */
@Singleton
class PositionMatrixCache {

    /** Takes about a second for events on which 130 countries hold positions. */
    private static final int EVENTS_PER_STATEMENT = 4096;

    private static final long NANOS_PER_EVENT = 10_000;

    private final PositionRepository repository;
    private final WorkerOffload offload;
    private final int eventsPerStatement;

    /** Less than the time limit of a request, whose message would not say why it takes so long. */
    private final Duration maxWait;

    private final SharedRead<PositionMatrix> refresh = new SharedRead<>(this::read);

    /** Only the running read changes it. */
    private volatile PositionMatrixRead reached = PositionMatrixRead.NOTHING;

    @Inject
    PositionMatrixCache(PositionRepository repository, WorkerOffload offload, AdmissionSettings requests) {
        this(
                repository,
                offload,
                EVENTS_PER_STATEMENT,
                requests.timeLimit().multipliedBy(4).dividedBy(5));
    }

    PositionMatrixCache(
            PositionRepository repository, WorkerOffload offload, int eventsPerStatement, Duration maxWait) {
        this.repository = repository;
        this.offload = offload;
        this.eventsPerStatement = eventsPerStatement;
        this.maxWait = maxWait;
    }

    Uni<PositionMatrix> get() {
        return refresh.get(maxWait, UnavailableException::readingPositions);
    }

    private Uni<PositionMatrix> read() {
        PositionMatrixRead before = reached;
        Uni<ChangedPositions> part = before.since() == null
                ? repository.all(before.lastKey(), eventsPerStatement)
                : repository.since(before.since(), before.lastKey(), eventsPerStatement);
        return part.chain(changes -> before.isContinuedBy(changes.token()) ? apply(before, changes) : startOver());
    }

    private Uni<PositionMatrix> startOver() {
        reached = PositionMatrixRead.NOTHING;
        return read();
    }

    private Uni<PositionMatrix> apply(PositionMatrixRead before, ChangedPositions changes) {
        PositionMatrix matrix = before.matrix();
        Uni<PositionMatrix> updated = changes.events().isEmpty()
                ? Uni.createFrom().item(matrix)
                : offload.run(changes.events().size() * NANOS_PER_EVENT, () -> matrix.with(changes.events()));
        return updated.chain(result -> {
            reached = before.next(result, changes, eventsPerStatement);
            return before.isCompletedBy(changes, eventsPerStatement)
                    ? Uni.createFrom().item(result)
                    : read();
        });
    }
}
