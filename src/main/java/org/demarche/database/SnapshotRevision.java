package org.demarche.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.sql.Sql;

/**
 * Derives the revision from PostgreSQL's current snapshot. The snapshot lists the transactions whose changes are not
 * visible yet, so it changes with every commit of any process. It also changes for transactions that
 * changed no data of the service: such a change costs a cached response, but never makes a response wrong.
 *
 * <p>Other instances of the service, and this one after a restart, derive the same revision from the same data.
 */
@Singleton
public class SnapshotRevision implements DataRevision {

    /** Half of the time within which other processes' writes are seen: the query may take the other half. */
    private static final long MAX_AGE_NANOS = Duration.ofMillis(500).toNanos();

    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    /**
     * A database that was restored from a backup may assign the same transaction ids again, but it has been restarted. The
     * name tells the databases of one server apart.
     */
    private static final String STATE = "select pg_current_snapshot()::text,"
            + " concat_ws(' ', extract(epoch from pg_postmaster_start_time()), current_database()),"
            + " (select version from country_version)";

    private final Clock clock;
    private final boolean hasReplica;
    private final SharedRead<State> state;

    private long writes;
    private volatile Known known;
    private volatile UUID lastCountryVersion;
    private volatile long history = UNKNOWN;

    SnapshotRevision(ReadSession session, Clock clock) {
        this.clock = clock;
        this.hasReplica = session.hasReplica();
        ReadSession primary = session.onPrimary();
        this.state = new SharedRead<>(() -> primary.first(Sql.of(STATE), State::read));
    }

    @Override
    public long known() {
        Known latest = latest();
        return latest == null ? UNKNOWN : latest.revision;
    }

    /** Null if it is too old. */
    private Known latest() {
        Known latest = known;
        return latest != null && System.nanoTime() - latest.queriedAt < MAX_AGE_NANOS && latest.day == today()
                ? latest
                : null;
    }

    @Override
    public long history() {
        return history;
    }

    @Override
    public Uni<Long> fetch() {
        return query().map(Known::revision);
    }

    /**
     * The version of the countries, which every instance keeps in memory: those that were read with the same version are
     * current. Comes with the revision, so it is as recent and costs no query. Null if the latest one is too old to rely on.
     */
    public UUID knownCountryVersion() {
        Known latest = latest();
        return latest == null ? null : latest.countryVersion;
    }

    /** Queries the database. Fails if it is unavailable. */
    public Uni<UUID> fetchCountryVersion() {
        return query().map(Known::countryVersion);
    }

    /** The latest version that is known, however old; null if none is. */
    public UUID lastCountryVersion() {
        return lastCountryVersion;
    }

    private Uni<Known> query() {
        return Uni.createFrom().deferred(() -> {
            long queriedAt = System.nanoTime();
            long before = writes();
            return state.get().map(found -> update(found, queriedAt, before));
        });
    }

    @Override
    public boolean identifiesData() {
        return !hasReplica;
    }

    /** To be called when this process has committed something, or may have, before the caller is told. */
    synchronized void invalidate() {
        writes++;
        known = null;
    }

    private synchronized long writes() {
        return writes;
    }

    private synchronized Known update(State state, long queriedAt, long before) {
        long day = today();
        // Responses also show which positions are in force today. A replica lags, so a response read from it may be old
        // even
        // if nothing has been written since: with a replica, every query gives a new revision.
        String shown = state.snapshot + " " + state.server + " " + day;
        Known current =
                new Known(hash(hasReplica ? shown + " " + queriedAt : shown), state.countryVersion, day, queriedAt);
        // A query from before a write of this process may not show that write.
        if (before == writes && (known == null || queriedAt - known.queriedAt > 0)) {
            known = current;
            lastCountryVersion = state.countryVersion;
        }
        history = hash(state.server);
        return current;
    }

    /** Days since 1970 in UTC. Called for each request, so without an object for the date. */
    private long today() {
        return Math.floorDiv(clock.millis(), MILLIS_PER_DAY);
    }

    /** Not negative, so never {@link #UNKNOWN}. */
    private static long hash(String state) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What PostgreSQL answers. */
    private record State(String snapshot, String server, UUID countryVersion) {

        static State read(Row row) {
            return new State(row.getString(0), row.getString(1), row.getUUID(2));
        }
    }

    /** @param queriedAt when the query was sent: the revision was current then */
    private record Known(long revision, UUID countryVersion, long day, long queriedAt) {}
}
