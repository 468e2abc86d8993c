package org.demarche.database;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.demarche.database.sql.Sql;

/**
 * Tells by PostgreSQL's snapshot whether anything may have been written: it names every transaction that is not to be
 * seen yet, so it is another as soon as one has been committed, whoever wrote, through whichever replica of the service
 * or none. It is also another for transactions that changed nothing of ours, which costs an answer, and no truth.
 */
@ApplicationScoped
public class SnapshotRevision implements DataRevision {

    /** Half of what others may have to wait for to see what was written: the other half is for asking. */
    private static final long FRESH = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final boolean mayLag;
    private final SharedRead<String> snapshot;

    private long revision;
    private String seen = "";
    private volatile Known known = new Known(UNKNOWN, System.nanoTime() - FRESH);

    SnapshotRevision(ReadSession session, Clock clock) {
        this.clock = clock;
        this.mayLag = session.mayLag();
        ReadSession primary = session.onPrimary();
        this.snapshot = new SharedRead<>(
                () -> primary.first(Sql.of("select pg_current_snapshot()::text"), row -> row.getString(0)));
    }

    @Override
    public long known() {
        Known last = known;
        return System.nanoTime() - last.at < FRESH ? last.revision : UNKNOWN;
    }

    @Override
    public Uni<Long> ask() {
        return Uni.createFrom().deferred(() -> {
            long asked = System.nanoTime();
            return snapshot.get().map(text -> seen(text, asked));
        });
    }

    /** After this service has committed something, or may have, and before anybody is told. */
    synchronized void written() {
        revision++;
        known = new Known(revision, known.at);
    }

    private synchronized long seen(String text, long asked) {
        LocalDate day = LocalDate.now(clock);
        // Answers say what holds today, too.
        String now = text + " " + day;
        // What a replica said may be old though nothing has been written since: it is good for no longer than this.
        if (mayLag || !now.equals(seen)) {
            seen = now;
            revision++;
        }
        known = new Known(revision, Math.max(known.at, asked));
        return revision;
    }

    /** @param at when the database was asked: it cannot have been otherwise then */
    private record Known(long revision, long at) {}
}
