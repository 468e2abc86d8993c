package org.demarche.database;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;

/**
 * Derives the revision from PostgreSQL's current snapshot. The snapshot lists the transactions whose changes are not
 * visible yet, so it changes with every commit, whichever process has written. It also changes for transactions that
 * changed no data of the service: such a change costs a cached response, but never makes a response wrong.
 */
@ApplicationScoped
public class SnapshotRevision implements DataRevision {

    /** Half of the time within which other processes' writes are seen: the query may take the other half. */
    private static final long MAX_AGE_NANOS = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final boolean hasReplica;
    private final SharedRead<String> snapshot;

    private long revision;
    private String lastState = "";
    private volatile Known known = new Known(UNKNOWN, System.nanoTime() - MAX_AGE_NANOS);

    SnapshotRevision(ReadSession session, Clock clock) {
        this.clock = clock;
        this.hasReplica = session.hasReplica();
        ReadSession primary = session.onPrimary();
        this.snapshot = new SharedRead<>(
                () -> primary.first(Sql.of("select pg_current_snapshot()::text"), row -> row.getString(0)));
    }

    @Override
    public long known() {
        Known latest = known;
        return System.nanoTime() - latest.queriedAt < MAX_AGE_NANOS ? latest.revision : UNKNOWN;
    }

    @Override
    public Uni<Long> fetch() {
        return Uni.createFrom().deferred(() -> {
            long queriedAt = System.nanoTime();
            return snapshot.get().map(text -> update(text, queriedAt));
        });
    }

    /** To be called when this process has committed something, or may have, before the caller is told. */
    synchronized void increment() {
        revision++;
        known = new Known(revision, known.queriedAt);
    }

    private synchronized long update(String snapshot, long queriedAt) {
        LocalDate day = LocalDate.now(clock);
        // Responses also show which positions are in force today.
        String state = snapshot + " " + day;
        // A replica lags, so a response read from it may be old even if nothing has been written since. With a replica,
        // every query gives a new revision.
        if (hasReplica || !state.equals(lastState)) {
            lastState = state;
            revision++;
        }
        known = new Known(revision, Math.max(known.queriedAt, queriedAt));
        return revision;
    }

    /** @param queriedAt when the query was sent: the revision was current then */
    private record Known(long revision, long queriedAt) {}
}
