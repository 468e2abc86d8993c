package org.demarche.stance;

import java.util.Objects;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.demarche.country.CountryDirectory;
import org.demarche.database.RowBatches;
import org.demarche.database.SnapshotReads;
import org.demarche.database.sql.Sql;

/** Reads stances for exports: all of them if wanted, in the order in which they began. */
@Singleton
public class StanceExportRepository {

    /** Rows of a batch: half a megabyte with long texts, and so many that the statements hardly cost. */
    private static final int BATCH = 500;

    private static final String ROWS = """
            select e.slug as event, e.symbol, e.title as event_title, e.kind as event_kind, e.date as event_date,
                c.code as country, c.name as country_name, s.position, s.act, s.since, s.until,
                s.summary, s.quote, s.speaker, s.confidence, cited.sources, cited.publishers
            from stance s
            join event e on e.id = s.event_id
            join country c on c.id = s.country_id
            cross join lateral (
                select coalesce(array_agg(so.url order by ss.ordinal) filter (where so.url is not null), '{}') as sources,
                    coalesce(array_agg(distinct so.publisher) filter (where so.publisher is not null), '{}') as publishers
                from stance_source ss join source so on so.id = ss.source_id where ss.stance_id = s.id) cited
            where s.id = any(?)
            order by s.since_day, s.id""";

    private final SnapshotReads snapshots;
    private final CountryDirectory countries;

    StanceExportRepository(SnapshotReads snapshots, CountryDirectory countries) {
        this.snapshots = snapshots;
        this.countries = countries;
    }

    /**
     * The caller must close them.
     *
     * @param filter null for all stances
     */
    public Uni<RowBatches<ExportedStance>> all(StanceFilter filter) {
        return condition(filter)
                .chain(condition -> snapshots.batches(keys(condition), BATCH, ROWS, ExportedStance::read));
    }

    private static Sql keys(Sql condition) {
        return Sql.of("select s.id from stance s where true").add(condition).add(" order by s.since_day, s.id");
    }

    /**
     * The condition of the filter on the stances "s", to be added to others. Fails for a filter that is not allowed.
     *
     * @param filter null for all stances
     */
    public Uni<Sql> condition(StanceFilter filter) {
        StanceFilter wanted = Objects.requireNonNullElse(filter, StanceFilter.NONE);
        return countries.with(() -> Uni.createFrom().item(() -> StanceFilterSql.of(wanted, null, countries)));
    }
}
