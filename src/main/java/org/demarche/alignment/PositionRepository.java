package org.demarche.alignment;

import java.util.Objects;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/**
 * Reads events with the positions of the countries: all, or those that have changed. Each read is one statement, which reads
 * a limited number of events, so that it stays within the time that a statement may take.
 */
@Singleton
class PositionRepository {

    private static final String[] SCALE =
            EventPositions.SCALE.stream().map(Enum::name).toArray(String[]::new);

    /** Starts the list of event keys, so that the result contains the snapshot also if there are no events. */
    private static final String SNAPSHOT_ROW = "select null::bigint as event_id union all ";

    private static final String SERVER =
            "(select pg_postmaster_start_time()::text || coalesce(stats_reset::text, '') from pg_stat_archiver)";

    private final ReadSession session;

    PositionRepository(ReadSession session) {
        // A snapshot can be compared with transactions only on the server where it was taken.
        this.session = session.onPrimary();
    }

    /**
     * The next events by their keys.
     *
     * @param after the key of the last event that has been read; 0 if there is none
     */
    Uni<ChangedPositions> all(long after, int limit) {
        return read(Sql.of(SNAPSHOT_ROW + "(select id from event where id > ? order by id limit ?)", after, limit));
    }

    /**
     * The next events by their keys of those changed by transactions that the snapshot did not see. A snapshot of a standby
     * does not list transactions in progress, so there the changes since its oldest transaction are read again. Transaction
     * ids beyond the newest one come from a copy of another server's tables.
     */
    Uni<ChangedPositions> since(SnapshotToken token, long after, int limit) {
        return read(Sql.of(
                SNAPSHOT_ROW + "(select distinct event_id from event_change,"
                        + " (select cast(?::text as pg_snapshot) as seen) token"
                        + " where transaction >= pg_snapshot_xmin(seen)"
                        + " and transaction < pg_snapshot_xmax(pg_current_snapshot())"
                        + " and (pg_is_in_recovery() or not pg_visible_in_snapshot(transaction, seen))"
                        + " and event_id > ? order by event_id limit ?)",
                token.snapshot(),
                after,
                limit));
    }

    private Uni<ChangedPositions> read(Sql keys) {
        Sql sql = Sql.of("select k.event_id, e.kind, e.day, pg_current_snapshot()::text as snapshot, now() as at, "
                        + SERVER + " as server,"
                        + " array(select t.slug from event_topic et join topic t on t.id = et.topic_id"
                        + " where et.event_id = e.id) as topics,"
                        + " (select string_agg(int8send(s.country_id * 8 + array_position(")
                .add("?::text[], s.position) - 1), '') from ", (Object) SCALE)
                .add("(select distinct on (country_id) country_id, position from stance where event_id = e.id"
                        + " order by country_id, since_day desc, id desc) s where s.position <> 'ABSENT') as positions"
                        + " from (")
                .add(keys)
                .add(") k left join event e on e.id = k.event_id");
        return session.list(sql, PositionRepository::read)
                .map(rows -> new ChangedPositions(
                        rows.get(0).token(),
                        rows.stream().map(Part::event).filter(Objects::nonNull).toList()));
    }

    private static Part read(Row row) {
        return new Part(
                new SnapshotToken(row.getString("snapshot"), row.getOffsetDateTime("at"), row.getString("server")),
                row.getLong("event_id") == null ? null : EventPositions.read(row));
    }

    private record Part(SnapshotToken token, EventPositions event) {}
}
