package org.demarche.event;

import java.util.Objects;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.RowBatches;
import org.demarche.database.SnapshotReads;
import org.demarche.database.sql.Sql;

/** Reads events for exports: all of them if wanted, by date. */
@Singleton
public class EventExportRepository {

    /** Rows of a batch: their stances are counted, of which an event may have two hundred. */
    private static final int BATCH = 100;

    private static final String ROWS = """
            select e.slug, e.symbol, e.margin, e.title, e.kind, e.status, e.date, e.end_date, e.summary,
                array(select t.slug from event_topic et join topic t on t.id = et.topic_id
                    where et.event_id = e.id order by t.slug) as topics,
                array(select c.code || ' ' || p.role from participation p join country c on c.id = p.country_id
                    where p.event_id = e.id order by p.ordinal) as participants,
                tally.positions, tally.counts,
                array(select so.url from event_source es join source so on so.id = es.source_id
                    where es.event_id = e.id and so.url is not null order by es.ordinal) as sources
            from event e
            cross join lateral (
                select coalesce(array_agg(position), '{}') as positions, coalesce(array_agg(count), '{}') as counts
                from (
                    select latest.position, count(*)::int as count
                    from (select distinct on (s.country_id) s.position from stance s where s.event_id = e.id
                        order by s.country_id, s.since_day desc, s.id desc) latest
                    group by latest.position) counted) tally
            where e.id = any(?)
            order by e.day, e.id""";

    private final SnapshotReads snapshots;
    private final CountryDirectory countries;

    EventExportRepository(SnapshotReads snapshots, CountryDirectory countries) {
        this.snapshots = snapshots;
        this.countries = countries;
    }

    /**
     * The caller must close them.
     *
     * @param filter null for all events
     */
    public Uni<RowBatches<ExportedEvent>> all(EventFilter filter) {
        return condition(filter)
                .chain(condition -> snapshots.batches(keys(condition), BATCH, ROWS, ExportedEvent::read));
    }

    private static Sql keys(Sql condition) {
        return Sql.of("select e.id from event e where true").add(condition).add(" order by e.day, e.id");
    }

    /**
     * The condition of the filter on the events "e", to be added to others. Fails for a filter that is not allowed.
     *
     * @param filter null for all events
     */
    public Uni<Sql> condition(EventFilter filter) {
        EventFilter wanted = Objects.requireNonNullElse(filter, EventFilter.NONE);
        return countries.with(
                () -> Uni.createFrom().item(() -> EventFilterSql.of(wanted, EventOrder.DATE_ASC, false, countries)));
    }
}
