package org.demarche.alignment;

import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import org.demarche.database.ReadSession;
import org.demarche.database.sql.Sql;

/** Events with where the countries stand on them: all, or those that have changed. Each read is one statement. */
@ApplicationScoped
class PositionRepository {

    private static final String[] SCALE =
            EventPositions.SCALE.stream().map(Enum::name).toArray(String[]::new);

    /** Begins a list of events' keys: what is read holds the moment, also when there are no events. */
    private static final String MOMENT_ALONE = "select null::bigint as event_id union ";

    private static final String SERVER =
            "(select pg_postmaster_start_time()::text || coalesce(stats_reset::text, '') from pg_stat_archiver)";

    private final ReadSession session;

    PositionRepository(ReadSession session) {
        // What the last snapshot has not seen can be told only where that snapshot was taken.
        this.session = session.onPrimary();
    }

    Uni<ChangedPositions> all() {
        return read(Sql.of(MOMENT_ALONE + "select id from event"));
    }

    /**
     * The events that transactions have changed which the moment had not seen. A snapshot of a standby does not list what
     * is in progress, so there what has been seen since its oldest transaction is read again. Numbers from beyond the
     * newest transaction came with a copy of another server's tables.
     */
    Uni<ChangedPositions> since(SnapshotToken moment) {
        return read(Sql.of(
                MOMENT_ALONE + "select event_id from event_change,"
                        + " (select cast(?::text as pg_snapshot) as seen) moment"
                        + " where transaction >= pg_snapshot_xmin(seen)"
                        + " and transaction < pg_snapshot_xmax(pg_current_snapshot())"
                        + " and (pg_is_in_recovery() or not pg_visible_in_snapshot(transaction, seen))",
                moment.snapshot()));
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
                        rows.get(0).moment(),
                        rows.stream().map(Part::event).filter(Objects::nonNull).toList()));
    }

    private static Part read(Row row) {
        return new Part(
                new SnapshotToken(row.getString("snapshot"), row.getOffsetDateTime("at"), row.getString("server")),
                row.getLong("event_id") == null ? null : EventPositions.read(row));
    }

    private record Part(SnapshotToken moment, EventPositions event) {}
}
